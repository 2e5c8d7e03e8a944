using System.Diagnostics.CodeAnalysis;

namespace Gateway.Caching.Storing;

/// <summary>What became of a call: a value, or the fault for which there is none.</summary>
internal readonly struct RedisOutcome<T>
{
    private RedisOutcome(T? value, RedisFault fault) => (Value, Fault) = (value, fault);

    [MemberNotNullWhen(true, nameof(Value))]
    public bool Ok => Fault == RedisFault.None;

    public T? Value { get; }

    public RedisFault Fault { get; }

    public static RedisOutcome<T> Of(T value) => new(value, RedisFault.None);

    public static RedisOutcome<T> Unavailable(RedisFault fault) => new(default, fault);
}
