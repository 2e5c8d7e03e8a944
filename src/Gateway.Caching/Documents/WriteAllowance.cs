namespace Gateway.Caching.Documents;

/// <summary>How many bytes may still be written: so many in a day, and as many at once after a quiet day. Safe for concurrent use.</summary>
internal sealed class WriteAllowance(long bytesPerDay, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _left = bytesPerDay;
    private long _countedAt = time.GetTimestamp();

    /// <summary>Takes so many; false, and takes none, if there are not as many.</summary>
    public bool TryTake(int bytes)
    {
        lock (_gate)
        {
            long now = time.GetTimestamp();
            _left = Math.Min(bytesPerDay, _left + (time.GetElapsedTime(_countedAt, now).TotalDays * bytesPerDay));
            _countedAt = now;
            if (bytes > _left)
            {
                return false;
            }

            _left -= bytes;
            return true;
        }
    }
}
