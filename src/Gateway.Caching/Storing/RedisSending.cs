using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>How commands are sent within a call.</summary>
internal static class RedisSending
{
    /// <summary>Most entities of which one call speaks, so that none takes its whole time for waiting behind itself.</summary>
    public const int ChunkLength = 1000;

    /// <summary>For what is written. A replica is never asked: its answers may be old.</summary>
    public const CommandFlags Write = CommandFlags.DemandMaster;

    /// <summary>
    /// For what is read, and for numbers taken. An answer counts only from a server that was looked at, and a redirection would lead to any: one
    /// refusal teaches the client where the slot has moved, and the next call goes there.
    /// </summary>
    public const CommandFlags Read = CommandFlags.DemandMaster | CommandFlags.NoRedirect;

    /// <summary>Sends a command at once. Where one key's server is at fault its answer is the default, and others go on.</summary>
    public static async Task<T?> TryAsync<T>(Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception error) when (RedisFaults.Classify(error) is not RedisFault.None)
        {
            return default;
        }
    }

    /// <summary>Sends a script. The client forgets that a server has lost its scripts only when told so once.</summary>
    public static async Task<RedisResult> RunAsync(IDatabase database, string script, RedisKey[] keys, RedisValue[] values, CommandFlags flags)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script, keys, values, flags);
        }
        catch (RedisServerException error) when (error.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await database.ScriptEvaluateAsync(script, keys, values, flags);
        }
    }

    /// <summary>The number that Redis answered; null if it is none.</summary>
    public static long? NumberOf(RedisValue value) => !value.IsNull && value.TryParse(out long number) && number >= 0 ? number : null;
}
