using System.Diagnostics;
using System.Net;

namespace Gateway.Linear;

/// <summary>Makes the HTTP connections to Linear.</summary>
public static class LinearConnection
{
    /// <summary>The service key under which the container holds the <see cref="HttpClient"/> to Linear.</summary>
    public const string Name = "Linear";

    /// <summary>A client over <see cref="CreateHandler"/>. The caller disposes it. It holds no credential.</summary>
    public static HttpClient Open(LinearOptions options) => new(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// A handler that keeps connections, speaks HTTP/2 where the server does, understands gzip and Brotli, and does nothing on its own
    /// account: no redirects, no cookies, no proxy from the environment, no trace headers or baggage for a third party.
    /// </summary>
    public static SocketsHttpHandler CreateHandler(LinearOptions options) => new()
    {
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = options.ConnectTimeout,

        // Long enough to be worth keeping, short enough to follow a change of DNS.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
        EnableMultipleHttp2Connections = true,

        // A connection that died without a word is found by the ping, not by the first caller's timeout.
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
