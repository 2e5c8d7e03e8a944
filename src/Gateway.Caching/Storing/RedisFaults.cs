using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Tells from what the client throws, and from the first word of what a server answers, what is the matter.</summary>
internal static class RedisFaults
{
    /// <summary><see cref="RedisFault.None"/> if the exception is none that Redis or the way to it can cause.</summary>
    public static RedisFault Classify(Exception error) => error switch
    {
        TimeoutException => RedisFault.Slow,
        RedisServerException => OfAnswer(error.Message),
        RedisConnectionException => IsLogin(error) ? RedisFault.Denied : RedisFault.Down,
        RedisException => RedisFault.Refused,

        // The connection was renewed between the look and the call, or ends with the process.
        ObjectDisposedException or TaskCanceledException => RedisFault.Down,
        _ => RedisFault.None,
    };

    /// <summary>What a fault says about the connection as a whole; null if it says nothing.</summary>
    public static RedisState? StateOf(RedisFault fault) => fault switch
    {
        RedisFault.Down => RedisState.Down,
        RedisFault.Slow => RedisState.Slow,
        RedisFault.ReadOnly => RedisState.ReadOnly,
        RedisFault.Full => RedisState.Full,
        RedisFault.Denied => RedisState.Denied,
        _ => null,
    };

    /// <summary>Why a call is not made in a state.</summary>
    public static RedisFault FaultOf(RedisState state) => state switch
    {
        RedisState.Slow => RedisFault.Slow,
        RedisState.ReadOnly => RedisFault.ReadOnly,
        RedisState.Full => RedisFault.Full,
        RedisState.Denied => RedisFault.Denied,
        _ => RedisFault.Down,
    };

    private static RedisFault OfAnswer(string answer)
    {
        int space = answer.IndexOf(' ', StringComparison.Ordinal);
        return (space < 0 ? answer : answer[..space]) switch
        {
            "READONLY" or "MISCONF" or "NOREPLICAS" => RedisFault.ReadOnly,
            "OOM" => RedisFault.Full,
            "NOAUTH" or "WRONGPASS" or "NOPERM" => RedisFault.Denied,
            "LOADING" or "CLUSTERDOWN" or "MASTERDOWN" or "TRYAGAIN" or "MOVED" or "ASK" => RedisFault.Down,
            "BUSY" => RedisFault.Slow,

            // The client's own words, after another node has said MOVED: "Endpoint … serving hashslot … is not reachable".
            "Endpoint" => RedisFault.Down,
            _ => RedisFault.Refused,
        };
    }

    private static bool IsLogin(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure })
            {
                return true;
            }
        }

        return false;
    }
}
