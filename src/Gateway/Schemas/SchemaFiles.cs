using Gateway.Auth;

namespace Gateway.Schemas;

/// <summary>The files of the schema, as they were seen last; none where what is built in is served.</summary>
internal sealed class SchemaFiles
{
    private const int MaxBytes = 64 << 20;

    private readonly FollowedFile[] _files;

    /// <summary>Looks at the files for the first time, which is to be before they are read.</summary>
    public SchemaFiles(SchemaOptions options)
    {
        string[] paths = [options.Slice, options.Extensions];
        _files = [.. paths.Where(path => path.Length > 0).Select(path => new FollowedFile(path, MaxBytes))];
        HaveChanged();
    }

    /// <summary>Looks at them.</summary>
    /// <returns>Whether any is other than it was the last time.</returns>
    public bool HaveChanged()
    {
        bool isOther = false;
        foreach (var file in _files)
        {
            isOther |= file.TryReadChange(out _);
        }

        return isOther;
    }
}
