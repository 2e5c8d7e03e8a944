using Gateway.Auth;

namespace Gateway.Configuration;

/// <summary>Decides what is behind the gateway.</summary>
internal static class UpstreamModes
{
    private static readonly string[] Credentials =
        ["Linear:ApiKey", "Linear:ApiKeyFile", "Linear:AccessToken", "Linear:AccessTokenFile", "Linear:ClientId"];

    private static readonly string[] Signs = ["Linear:Endpoint", .. Credentials];

    /// <summary>The sandbox, unless an address, a credential or an upstream is given, or callers bring their own credential.</summary>
    /// <remarks>A credential alone is enough for Linear: a deployment that forgot the address must not serve made-up data.</remarks>
    public static UpstreamMode Of(IConfiguration configuration, GatewaySetup setup) =>
        setup.Upstream is not null || Signs.Any(key => HasValue(configuration, key)) || IsOfCallers(configuration) ? UpstreamMode.Linear : UpstreamMode.Sandbox;

    /// <summary>Whether callers' own credentials go upstream.</summary>
    public static bool IsOfCallers(IConfiguration configuration) =>
        nameof(UpstreamIdentity.Caller).Equals(configuration[$"Auth:{nameof(AuthOptions.Upstream)}"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the gateway has a credential of its own.</summary>
    public static bool HasCredential(IConfiguration configuration) => Credentials.Any(key => HasValue(configuration, key));

    private static bool HasValue(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 };
}
