using System.ComponentModel.DataAnnotations;

namespace Gateway.Caching;

/// <summary>What is kept, and for how long. Bound to the section <c>Cache</c> and checked at start.</summary>
public sealed class CacheOptions
{
    /// <summary>Most bytes of records kept in this process. Default 256 MiB; from 1 MiB to 64 GiB.</summary>
    [Range(typeof(long), "1048576", "68719476736")]
    public long LocalBytes { get; set; } = 256L << 20;

    /// <summary>
    /// Most bytes of finished answers kept in this process, besides the records they are made of: a request that is the same, byte by byte, is answered
    /// without being read. Default 64 MiB; from 1 MiB to 64 GiB, or 0 to keep none.
    /// </summary>
    [Range(typeof(long), "0", "68719476736")]
    public long MemoBytes { get; set; } = 64L << 20;

    /// <summary>For how long values are fresh where no <c>@cacheControl</c> says otherwise. Default 1 minute; at most 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DefaultMaxAge { get; set; } = TimeSpan.FromMinutes(1);
}
