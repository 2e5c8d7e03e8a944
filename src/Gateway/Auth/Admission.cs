using Gateway.Http;

namespace Gateway.Auth;

/// <summary>Who a request comes from, or why it is not taken. Exactly one of the two is there.</summary>
internal readonly record struct Admission(Caller? Caller, RequestFault? Fault)
{
    /// <summary>Until when it is taken: of a token, its end, the clock's tolerance included. Default null: as long as the clients file says so.</summary>
    public DateTimeOffset? Until { get; init; }

    public static implicit operator Admission(Caller caller) => new(caller, null);

    public static implicit operator Admission(RequestFault fault) => new(null, fault);
}
