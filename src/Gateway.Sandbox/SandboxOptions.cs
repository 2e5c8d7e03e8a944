namespace Gateway.Sandbox;

/// <summary>What kind of upstream to be.</summary>
public sealed class SandboxOptions
{
    /// <summary>The port on the loopback interface. Default 0: any free one.</summary>
    public int Port { get; set; }

    /// <summary>The same seed gives the same data, ids included. Default 1.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>How many agent sessions there are; all else keeps its size. Default 1,000.</summary>
    public int Sessions { get; set; } = 1000;

    /// <summary>How long an answer takes at least. Default 0.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How long an answer takes at most, evenly spread; ignored unless larger than <see cref="Latency"/>. Default 0.</summary>
    public TimeSpan LatencyMax { get; set; }

    /// <summary>Where webhooks go. Null, the default, for nowhere.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>What webhooks are signed with. Null, the default, for the empty key.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>In what time an empty budget is full again. Default 1 hour.</summary>
    public TimeSpan LimitPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Requests in <see cref="LimitPeriod"/>. Default 2,500.</summary>
    public int RequestLimit { get; set; } = 2500;

    /// <summary>Points in <see cref="LimitPeriod"/>. Default 3,000,000.</summary>
    public int ComplexityLimit { get; set; } = 3_000_000;

    /// <summary>Points of a single request. Default 10,000.</summary>
    public int MaxComplexity { get; set; } = 10_000;

    /// <summary>A <c>subscribe</c> sooner than that after another of the same connection closes it with 4003. Default 1 second.</summary>
    public TimeSpan SubscribeInterval { get; set; } = TimeSpan.FromSeconds(1);
}
