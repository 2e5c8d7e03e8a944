namespace Gateway.Caching.Storing;

/// <summary>What is compared and changed at once in Redis. Each script keeps to the keys of one slot.</summary>
internal static class RedisScripts
{
    /// <summary>Begins an epoch, unless somebody else just has. KEYS sequence, removed. ARGV epoch seen, new epoch, masters, life.</summary>
    public const string BeginEpoch =
        """
        local epoch = redis.call('HGET', KEYS[1], 'e')
        if epoch and epoch ~= ARGV[1] then
          return epoch
        end
        redis.call('DEL', KEYS[1], KEYS[2])
        redis.call('HSET', KEYS[1], 'e', ARGV[2], 'n', 0, 'm', ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        return ARGV[2]
        """;

    /// <summary>
    /// Takes the next number. KEYS sequence, removed. ARGV epoch, life, most removals, 1 if not all removals are here, how many fields, then those
    /// fields, then removals. Returns the epoch and the number, -1 if the epoch is another.
    /// </summary>
    public const string Advance =
        """
        local epoch = redis.call('HGET', KEYS[1], 'e')
        if epoch ~= ARGV[1] then
          return {epoch or '', -1}
        end
        local number = redis.call('HINCRBY', KEYS[1], 'n', 1)
        local first = 6 + tonumber(ARGV[5])
        for i = 6, first - 1 do
          redis.call('HSET', KEYS[1], ARGV[i], number)
        end
        for i = first, #ARGV do
          redis.call('ZADD', KEYS[2], number, ARGV[i])
        end
        if first <= #ARGV then
          redis.call('HSET', KEYS[1], 'rl', number)
        end
        local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[3])
        if ARGV[4] == '1' then
          redis.call('HSET', KEYS[1], 'rf', number)
        elseif over > 0 then
          redis.call('HSET', KEYS[1], 'rf', redis.call('ZRANGE', KEYS[2], over - 1, over - 1, 'WITHSCORES')[2])
        end
        if over > 0 then
          redis.call('ZREMRANGEBYRANK', KEYS[2], 0, over - 1)
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
        return {epoch, number}
        """;

    /// <summary>
    /// Marks an entity. KEYS mark, record, lease. ARGV number, life. The record goes with what it held, which is of no use any more, and the lease
    /// of a fetch that can bring nothing of use; other scopes' are refused by their readers.
    /// </summary>
    public const string Mark =
        """
        local mark = redis.pcall('GET', KEYS[1])
        if type(mark) == 'string' and tonumber(mark) and tonumber(mark) >= tonumber(ARGV[1]) then
          redis.call('PEXPIRE', KEYS[1], ARGV[2])
          return 0
        end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        redis.call('DEL', KEYS[2], KEYS[3])
        return 1
        """;

    /// <summary>
    /// Stores what a fetch brought of an entity. KEYS record, mark, lease. ARGV number, 1 if vouched, owner, life of the record, life of the mark, most
    /// fields, and then fields and values. Returns a <see cref="FillOutcome"/>.
    /// </summary>
    /// <remarks>A value that is there stays where it is the later one, by the same rule as <see cref="Records.RecordEntry.IsLaterThan"/>.</remarks>
    public const string Fill =
        """
        if redis.call('GET', KEYS[3]) == ARGV[3] then
          redis.call('DEL', KEYS[3])
        end
        local number = tonumber(ARGV[1])
        local mark = redis.call('GET', KEYS[2])
        if mark and number < tonumber(mark) then
          return 0
        end
        if not mark and ARGV[2] ~= '1' then
          return 2
        end
        local names = {}
        for i = 7, #ARGV, 2 do
          names[#names + 1] = ARGV[i]
        end
        if #names == 0 then
          return 3
        end
        local count = redis.pcall('HLEN', KEYS[1])
        if type(count) == 'table' then
          redis.call('DEL', KEYS[1])
          count = 0
        end
        local old = redis.call('HMGET', KEYS[1], unpack(names))
        local changes = {}
        for i = 1, #names do
          local value = ARGV[6 + 2 * i]
          local stays = false
          if not old[i] then
            count = count + 1
          elseif #old[i] >= 17 then
            local sequence, at = struct.unpack('>I8I8', old[i], 2)
            local _, ours = struct.unpack('>I8I8', value, 2)
            stays = sequence > number or (sequence == number and at > ours and at - ours <= 120000)
          end
          if not stays then
            changes[#changes + 1] = names[i]
            changes[#changes + 1] = value
          end
        end
        if count > tonumber(ARGV[6]) then
          redis.call('DEL', KEYS[1])
        end
        if #changes > 0 then
          redis.call('HSET', KEYS[1], unpack(changes))
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        if mark then
          redis.call('PEXPIRE', KEYS[2], ARGV[5])
        else
          redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[5])
        end
        return 1
        """;

    /// <summary>Gives a lease back. KEYS lease. ARGV owner.</summary>
    public const string Release =
        """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
          return redis.call('DEL', KEYS[1])
        end
        return 0
        """;
}
