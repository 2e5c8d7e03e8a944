namespace Gateway.Linear.Tests.Credentials;

/// <summary>A file with a secret, in a folder of its own that goes with this object.</summary>
internal sealed class SecretPath : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-secret-");
    private int _mounts;

    public SecretPath(string content) => File.WriteAllText(Path, content);

    public string Path => System.IO.Path.Combine(_folder.FullName, "secret");

    public void Write(string content) => File.WriteAllText(Path, content);

    public void Delete() => File.Delete(Path);

    /// <summary>Replaces it as a mount of secrets does: the name becomes a link into a new folder.</summary>
    public void Remount(string content)
    {
        var folder = _folder.CreateSubdirectory($"..{_mounts++}");
        var target = System.IO.Path.Combine(folder.FullName, "secret");
        File.WriteAllText(target, content);
        var link = System.IO.Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, target);
        File.Move(link, Path, overwrite: true);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
