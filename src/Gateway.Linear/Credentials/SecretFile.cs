namespace Gateway.Linear.Credentials;

/// <summary>A secret in a file that may be replaced at any time. Safe for concurrent use.</summary>
/// <remarks>
/// The content is compared, not the time of the last change: a mount of secrets replaces links, and a coarse clock hides quick changes. A file
/// that is gone or unusable, as it is for a moment while it is written, leaves the last good secret in place.
/// </remarks>
/// <param name="path">Where it is.</param>
/// <param name="time">The clock.</param>
/// <param name="onTrouble">Told true when it becomes unusable and false when it is usable again.</param>
internal sealed class SecretFile(string path, TimeProvider time, Action<bool> onTrouble)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private string? _good;
    private long _lookedAt;
    private bool _hasLooked;
    private bool _isBroken;

    /// <summary>The last usable content; null if there never was any.</summary>
    /// <param name="isAnew">Whether to look even if that was done within this second.</param>
    public string? Read(bool isAnew)
    {
        lock (_lock)
        {
            if (!isAnew && _hasLooked && time.GetElapsedTime(_lookedAt) < Interval)
            {
                return _good;
            }

            (_hasLooked, _lookedAt) = (true, time.GetTimestamp());
            var content = CredentialText.TryReadFile(path);
            _good = content ?? _good;
            if (_isBroken != content is null)
            {
                _isBroken = content is null;
                onTrouble(_isBroken);
            }

            return _good;
        }
    }
}
