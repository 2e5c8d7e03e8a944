using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Credentials;

/// <summary>The files that options name. Logs when one becomes unusable, and when it is usable again.</summary>
internal sealed class SecretFiles(TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<(string Path, string Option), SecretFile> _files = [];

    /// <summary>The content; null if no path is given, or the file was never usable.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="option">Which option names it.</param>
    /// <param name="isAnew">Whether to look even if that was done within this second.</param>
    public string? Read(string? path, string option, bool isAnew) =>
        path is not { Length: > 0 } ? null : _files.GetOrAdd((path, option), Open).Read(isAnew);

    private SecretFile Open((string Path, string Option) file) => new(file.Path, time, isBroken =>
    {
        if (isBroken)
        {
            logger.SecretUnreadable(file.Option);
        }
        else
        {
            logger.SecretReadable(file.Option);
        }
    });
}
