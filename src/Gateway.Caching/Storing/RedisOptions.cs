using System.ComponentModel.DataAnnotations;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>How to reach the Redis that pods share. Bound to the section <c>Redis</c> and checked at start.</summary>
public sealed class RedisOptions : IValidatableObject
{
    /// <summary>
    /// Where it is: <c>host:port</c>, or <c>redis://:password@host:port</c>, or <c>rediss://…</c> for TLS; of a cluster several nodes, separated by
    /// commas. Empty, the default, for none. May hold a password: secret.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>Where it is, as <c>redis://host:port</c>, without the login; for people to read. Empty if there is none, or no usable address.</summary>
    public string PublicAddress =>
        Address is { Length: > 0 } && RedisAddress.TryParse(Address, out var address, out _) ? address.ToString() : "";

    /// <summary>
    /// In front of every key and channel, for deployments that share a Redis. Default empty; printable ASCII without spaces and braces, at most
    /// 64 letters.
    /// </summary>
    public string Prefix { get; set; } = "";

    /// <summary>How long a call may take before its caller goes on without. Default 250 milliseconds; from 10 milliseconds to 10 seconds.</summary>
    /// <remarks>
    /// A healthy Redis answers in a millisecond or two, and within tens when it forks or a process collects garbage; shorter limits are known to
    /// break caches under load. The upstream answers in about this time, so waiting for longer than that gains nothing.
    /// </remarks>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long it may take to connect, TLS included. Default 2 seconds; from 100 milliseconds to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how many calls that fail one after the other no more are made until a probe succeeds. Default 5; from 1 to 1000.</summary>
    [Range(1, 1000)]
    public int BreakAfter { get; set; } = 5;

    /// <summary>How often to look whether Redis answers and takes writes. Default 500 milliseconds; from 50 milliseconds to 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without any answer the client is replaced by a new one. Default 10 seconds; from 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RenewAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long the fetch of an entity is one process's alone, and others wait for what it brings. Default 2 seconds; from 100 milliseconds to
    /// 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a record is kept after something was last stored in it; its mark an hour longer, the sequence at least a week longer. Default 1 day;
    /// from 10 minutes to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan RecordLife { get; set; } = TimeSpan.FromDays(1);

    /// <summary>What ranges cannot say. Messages never quote a value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is { Length: > 0 } && !RedisAddress.TryParse(Address, out _, out var faults))
        {
            foreach (string fault in faults)
            {
                yield return new ValidationResult($"Redis:Address: {fault}", [nameof(Address)]);
            }
        }

        if (!KeySpace.IsPrefix(Prefix))
        {
            yield return new ValidationResult(
                "Redis:Prefix must be printable ASCII without spaces and braces, at most 64 letters.", [nameof(Prefix)]);
        }
    }

    /// <summary>The name of the class: no value is worth the risk of logging the password.</summary>
    public override string ToString() => nameof(RedisOptions);
}
