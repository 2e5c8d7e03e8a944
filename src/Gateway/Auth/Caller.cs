using Gateway.Stitching.Access;

namespace Gateway.Auth;

/// <summary>Who calls, and what they may do. Shared by all requests of the same.</summary>
/// <param name="Class">How much is known of it.</param>
/// <param name="Name">Of a client, as the clients file has it; of others the class in lower case. No secret.</param>
/// <param name="Access">What it may ask for; <see cref="Permissions.Introspect"/> only if its class may as well.</param>
/// <param name="Limits">How much it may ask; null for as much as it likes.</param>
internal sealed record Caller(CallerClass Class, string Name, CallerAccess Access, ClientLimits? Limits)
{
    /// <summary>The name of the class of object: who calls does not belong in a log by accident.</summary>
    public override string ToString() => nameof(Caller);
}
