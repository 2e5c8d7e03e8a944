namespace Gateway.Configuration;

/// <summary>Decides what is behind the gateway.</summary>
internal static class UpstreamModes
{
    private static readonly string[] Signs =
        ["Linear:Endpoint", "Linear:ApiKey", "Linear:ApiKeyFile", "Linear:AccessToken", "Linear:AccessTokenFile", "Linear:ClientId"];

    /// <summary>The sandbox, unless an address, a credential or an upstream is given.</summary>
    /// <remarks>A credential alone is enough for Linear: a deployment that forgot the address must not serve made-up data.</remarks>
    public static UpstreamMode Of(IConfiguration configuration, GatewaySetup setup) =>
        setup.Upstream is not null || Signs.Any(key => configuration[key] is { Length: > 0 }) ? UpstreamMode.Linear : UpstreamMode.Sandbox;
}
