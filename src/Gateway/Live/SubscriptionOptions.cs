using System.ComponentModel.DataAnnotations;

namespace Gateway.Live;

/// <summary>How callers may follow what happens. Bound to the section <c>Subscriptions</c> and checked at start.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>Most connections that are kept open, WebSocket and event streams together. Default 20,000; at most 1,000,000; 0 for none.</summary>
    [Range(0, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Most of them of one client. Default 5,000; from 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerClient { get; set; } = 5_000;

    /// <summary>Most operations that are under way on one WebSocket. Default 100; from 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxOperations { get; set; } = 100;

    /// <summary>Most bytes of one message of a client. Default 1 MiB; from 1 KiB to 64 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Most bytes that wait for a client to read; who lets more pile up is cut off. On a WebSocket, on which much may be told at once, only if it has not
    /// read a single message for a second, or eight times as much waits. Default 1 MiB; from 16 KiB to 64 MiB.
    /// </summary>
    [Range(16 * 1024, 64 * 1024 * 1024)]
    public int MaxQueuedBytes { get; set; } = 1024 * 1024;

    /// <summary>How long a WebSocket may take until <c>connection_init</c>. Default 10 seconds; from 1 second to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often it is seen whether a client is there: by a ping, which a WebSocket has to answer within 10 seconds, or by a comment in an event stream.
    /// Default 12 seconds, less than proxies wait; from 1 second to 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(12);
}
