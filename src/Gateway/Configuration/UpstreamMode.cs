namespace Gateway.Configuration;

/// <summary>What is behind the gateway.</summary>
internal enum UpstreamMode
{
    /// <summary>The sandbox in this process.</summary>
    Sandbox,

    /// <summary>Linear, or whatever listens at <c>Linear:Endpoint</c>.</summary>
    Linear,
}
