using System.ComponentModel.DataAnnotations;

namespace Gateway.Caching.Documents;

/// <summary>How many of the documents that callers bring are kept, and for how long. Bound to the section <c>Documents</c> and checked at start.</summary>
public sealed class DocumentStoreOptions
{
    /// <summary>
    /// Most bytes of documents kept in this process. Default 16 MiB; from 64 KiB to 1 GiB. A document of more than half of it is kept nowhere.
    /// </summary>
    [Range(typeof(long), "65536", "1073741824")]
    public long LocalBytes { get; set; } = 16L << 20;

    /// <summary>
    /// How long a document stays in Redis after it was last brought, or asked for, within a quarter of that time. Default 7 days; from 1 minute to
    /// 90 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Life { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Most bytes of new documents that this process writes to Redis in a day; beyond that they are in memory alone. Default 16 MiB; from 64 KiB to
    /// 64 GiB.
    /// </summary>
    /// <remarks>Else whoever may ask could fill Redis, which then takes no invalidations either.</remarks>
    [Range(typeof(long), "65536", "68719476736")]
    public long SharedBytesPerDay { get; set; } = 16L << 20;
}
