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
            ClientName = "gateway",
            ConnectRetry = 1,
            ConnectTimeout = (int)options.ConnectTimeout.TotalMilliseconds,
            ReconnectRetryPolicy = new LinearRetry(RetryMilliseconds),
            SyncTimeout = (int)options.CallTimeout.TotalMilliseconds,
            KeepAlive = KeepAliveSeconds,
            Ssl = address.IsSecure,
            SslProtocols = SslProtocols.None,

            // For INFO, which tells which server it is. No other such command is sent.
            AllowAdmin = true,

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
