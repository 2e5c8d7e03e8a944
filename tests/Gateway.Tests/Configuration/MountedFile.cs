namespace Gateway.Tests.Configuration;

/// <summary>A file in a folder of its own that is replaced as Kubernetes replaces those of a ConfigMap: a link that leads elsewhere at once.</summary>
public sealed class MountedFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mounted-").FullName;
    private readonly string _name;
    private int _version;

    public MountedFile(string name, string content)
    {
        _name = name;
        Swap(content);
    }

    public string Path => System.IO.Path.Combine(_folder, _name);

    /// <summary>Puts other content in its place, by a link that is renamed.</summary>
    public void Swap(string content)
    {
        string version = $"..{++_version}";
        Directory.CreateDirectory(System.IO.Path.Combine(_folder, version));
        File.WriteAllText(System.IO.Path.Combine(_folder, version, _name), content);
        string next = System.IO.Path.Combine(_folder, "..next");
        File.CreateSymbolicLink(next, System.IO.Path.Combine(version, _name));
        File.Move(next, Path, overwrite: true);
        if (_version > 1)
        {
            Directory.Delete(System.IO.Path.Combine(_folder, $"..{_version - 1}"), recursive: true);
        }
    }

    /// <summary>Writes it anew, as an editor does.</summary>
    public void Write(string content) => File.WriteAllText(Path, content);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
