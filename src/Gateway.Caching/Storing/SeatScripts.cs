namespace Gateway.Caching.Storing;

/// <summary>What is done at once with seats, which are fields of the sequence's hash: the number at which their process joined, and a question if there is one.</summary>
internal static class SeatScripts
{
    /// <summary>Takes a seat, or takes it anew. KEYS sequence. ARGV field. Returns the epoch and the number, or nothing if there are none.</summary>
    public const string Take =
        """
        local at = redis.call('HMGET', KEYS[1], 'e', 'n')
        if not at[1] or not at[2] then
          return {}
        end
        redis.call('HSET', KEYS[1], ARGV[1], at[2])
        return at
        """;

    /// <summary>Reads all seats. KEYS sequence. ARGV epoch. Returns 1 if it is settled, then fields and values; nothing if the epoch is another.</summary>
    public const string Read =
        """
        local all = redis.call('HGETALL', KEYS[1])
        local found = {'0'}
        local epoch
        for i = 1, #all, 2 do
          if all[i] == 'e' then
            epoch = all[i + 1]
          elseif all[i] == 'ok' then
            found[1] = '1'
          elseif string.sub(all[i], 1, 2) == 'p:' then
            found[#found + 1] = all[i]
            found[#found + 1] = all[i + 1]
          end
        end
        return epoch == ARGV[1] and found or {}
        """;

    /// <summary>Asks processes whether they are there. KEYS sequence. ARGV epoch, question, fields. Returns their values then, empty for who has no seat; nothing if the epoch is another.</summary>
    /// <remarks>Who is being asked already is not asked anew: that question is as good.</remarks>
    public const string Ask =
        """
        local asked = {}
        if redis.call('HGET', KEYS[1], 'e') ~= ARGV[1] then
          return asked
        end
        for i = 3, #ARGV do
          local seat = redis.call('HGET', KEYS[1], ARGV[i])
          if seat and not string.find(seat, ':', 1, true) then
            seat = seat .. ':' .. ARGV[2]
            redis.call('HSET', KEYS[1], ARGV[i], seat)
          end
          asked[#asked + 1] = seat or ''
        end
        return asked
        """;

    /// <summary>Takes a question back. KEYS sequence. ARGV field, value with the question, value without.</summary>
    public const string Answer =
        """
        if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
        end
        return 1
        """;

    /// <summary>
    /// Forgets who did not answer. KEYS sequence. ARGV fields, each with its value when it was asked. Returns for each 1, or 0 where somebody
    /// answered.
    /// </summary>
    public const string Forget =
        """
        local gone = {}
        for i = 1, #ARGV, 2 do
          local seat = redis.call('HGET', KEYS[1], ARGV[i])
          if seat == ARGV[i + 1] then
            redis.call('HDEL', KEYS[1], ARGV[i])
          end
          gone[#gone + 1] = (not seat or seat == ARGV[i + 1]) and 1 or 0
        end
        return gone
        """;

    /// <summary>Notes that no process is in step with the epoch before. KEYS sequence. ARGV epoch.</summary>
    public const string Settle =
        """
        if redis.call('HGET', KEYS[1], 'e') == ARGV[1] then
          redis.call('HSET', KEYS[1], 'ok', '1')
        end
        return 1
        """;
}
