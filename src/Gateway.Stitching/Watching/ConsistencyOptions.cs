using System.ComponentModel.DataAnnotations;

namespace Gateway.Stitching.Watching;

/// <summary>How it is watched that what is served from memory is what the upstream has. Bound to the section <c>Consistency</c>.</summary>
public sealed class ConsistencyOptions
{
    /// <summary>
    /// Whether it is watched. Default true: it costs a request for each interval and pod, of that half of the quota that nobody else needs
    /// (<c>Budget:RepairReserve</c>), and nothing while there is nothing in memory.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often. Default 1 minute; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many entities each time. Default 5; 1 to 50.</summary>
    [Range(1, 50)]
    public int Sample { get; set; } = 5;

    /// <summary>For how long a difference may last, since the event that tells of it is under way. Default 10 seconds; 0 to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(10);
}
