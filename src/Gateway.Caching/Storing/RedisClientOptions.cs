using System.Security.Authentication;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>How the client is set up.</summary>
internal static class RedisClientOptions
{
    private const int KeepAliveSeconds = 5;
    private const int RetryMilliseconds = 500;

    public static ConfigurationOptions Of(RedisOptions options, RedisAddress address)
    {
        var client = new ConfigurationOptions
        {
            AbortOnConnectFail = false,

            // For INFO, which tells servers apart. Nothing else that this guards is ever sent.
            AllowAdmin = true,
            ClientName = "gateway",
            ConnectRetry = 1,
            ConnectTimeout = (int)options.ConnectTimeout.TotalMilliseconds,
            ReconnectRetryPolicy = new LinearRetry(RetryMilliseconds),
            SyncTimeout = (int)options.CallTimeout.TotalMilliseconds,
            KeepAlive = KeepAliveSeconds,
            Ssl = address.IsSecure,
            SslProtocols = SslProtocols.None,

            // Without these it reads a key and listens on a channel that are not ours.
            TieBreaker = "",
            ConfigurationChannel = "",
        };
        if (address.Password.Length > 0)
        {
            client.Password = address.Password;
        }

        foreach (var (host, port) in address.Endpoints)
        {
            client.EndPoints.Add(host, port);
        }

        return client;
    }
}
