using System.Text.Json;
using Gateway.Auth;
using Microsoft.Extensions.Configuration.Json;

namespace Gateway.Configuration;

/// <summary>The files that options come from, as they were seen last, between the other sources of options.</summary>
internal sealed class SettingsFiles
{
    private const int MaxBytes = 4 << 20;

    private readonly List<IConfigurationSource> _sources;
    private readonly Dictionary<IConfigurationSource, (string Name, FollowedFile File)> _files = [];
    private readonly Dictionary<IConfigurationSource, byte[]?> _contents = [];
    private readonly HashSet<IConfigurationSource> _known = [];

    /// <param name="sources">All, from the least to the one that counts before all others.</param>
    public SettingsFiles(IEnumerable<IConfigurationSource> sources)
    {
        _sources = [.. sources];
        foreach (var source in _sources.OfType<JsonConfigurationSource>())
        {
            if (source is { FileProvider: { } folder, Path: { } path } && folder.GetFileInfo(path).PhysicalPath is { } file)
            {
                _files.Add(source, (Path.GetFileName(file), new FollowedFile(file, MaxBytes)));
            }
        }

        HaveChanged();
    }

    /// <summary>Looks at them.</summary>
    /// <returns>Whether any is other than it was the last time.</returns>
    public bool HaveChanged()
    {
        bool isOther = false;
        foreach (var (source, (_, file)) in _files)
        {
            if (file.TryReadChange(out byte[]? content))
            {
                isOther = true;
                _contents[source] = content;
                if (content is not null)
                {
                    _known.Add(source);
                }
            }
        }

        return isOther;
    }

    /// <summary>The options as they would be if the program were started now; null if there are faults, each with the name of the file.</summary>
    public IConfiguration? Read(List<string> faults)
    {
        var builder = new ConfigurationBuilder();
        foreach (var source in _sources)
        {
            if (!_files.TryGetValue(source, out var followed))
            {
                if (source is not JsonConfigurationSource)
                {
                    builder.Add(source);
                }
            }
            else if (_contents[source] is not { } content)
            {
                // One that never was need not be.
                if (_known.Contains(source))
                {
                    faults.Add($"{followed.Name} cannot be read.");
                }
            }
            else if (IsUsable(content))
            {
                builder.AddJsonStream(new MemoryStream(content));
            }
            else
            {
                faults.Add($"{followed.Name} is not valid JSON, or not an object of options.");
            }
        }

        return faults.Count == 0 ? builder.Build() : null;
    }

    private static bool IsUsable(byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content);
            new ConfigurationBuilder().AddJsonStream(stream).Build();
            return true;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidDataException)
        {
            // The message quotes the text.
            return false;
        }
    }
}
