using System.ComponentModel.DataAnnotations;

namespace Gateway.Linear.Feed;

/// <summary>How Linear's own subscriptions are listened to. Bound to the section <c>Feed</c> and checked at start.</summary>
public sealed class FeedOptions : IValidatableObject
{
    /// <summary>Whether to, with the gateway's own credential; where it has none, nobody listens. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where subscriptions are told. Default null: where requests are sent (<c>Linear:Endpoint</c>), as ws or wss. Absolute, ws or wss, without user or password.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How long to wait between one subscription and the next, since Linear closes on bursts. Default 1.5 seconds; from 0 to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan SubscribeInterval { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How often Linear is asked whether it is there. Default 30 seconds; from 50 milliseconds to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer may take until the connection counts as broken. Default 10 seconds; from 50 milliseconds to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The wait before the first attempt to connect again; each that fails doubles it, and all have jitter. Default 1 second; from 10 milliseconds to
    /// 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest of these waits, and that after a refused credential. Default 1 minute; from 10 milliseconds to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The rules that span more than a range. Their messages never quote a value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "ws" or "wss" && endpoint.UserInfo.Length == 0))
        {
            yield return new ValidationResult("Feed:Endpoint must be an absolute address of ws or wss without user or password.");
        }

        if (MaxRetryDelay < RetryDelay)
        {
            yield return new ValidationResult("Feed:MaxRetryDelay must not be shorter than Feed:RetryDelay.");
        }
    }
}
