namespace Gateway.Caching.Quota;

/// <summary>What <see cref="QuotaAccount"/> and <see cref="QuotaBalance"/> do, in Redis, where all processes share one account.</summary>
/// <remarks>
/// KEYS account, open reservations, processes. ARGV now in milliseconds or nothing for Redis' own clock, process, requests and points that the
/// process spent while Redis was away; then those of the script. Answers the token or nothing, and the level.
/// </remarks>
internal static class QuotaScripts
{
    /// <summary>ARGV from 5: requests, points, floor, most before anything is observed, life, 1 if it may probe.</summary>
    public const string Reserve = Begin +
        """
        local requests, points, floor = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
        local known = s.rl or s.pl or s.u
        local token = ''
        local there = (known or open('r') + requests <= tonumber(ARGV[8]) * math.max(1, requests))
          and has('r', requests, floor) and has('p', points, floor)
        local probe = ARGV[10] == '1' and now - get('b') >= 60000
        if now >= get('h') and (there or probe) then
          s.b = now
          s.n = get('n') + 1
          token = string.format('%.17g:%.17g:%.17g:%.17g:%.17g:%.17g', s.n, now, requests, points, get('rd'), get('pd'))
          redis.call('ZADD', KEYS[2], now + tonumber(ARGV[9]), token)
          take('r', requests)
          take('p', points)
        end
        """ + End;

    /// <summary>ARGV from 5: token, 1 if observed, points charged, 1 if refused and 2 if for an endpoint, hold; then limit, remaining and reset of requests and of points.</summary>
    public const string Settle = Begin +
        """
        local token = ARGV[5]
        if redis.call('ZREM', KEYS[2], token) == 1 then
          local o = parts(token)
          local charged = tonumber(ARGV[7]) or o[4]
          take('p', charged - o[4])
          s.rd = get('rd') + o[3]
          s.pd = get('pd') + charged
          if ARGV[6] == '1' then
            local r = {limit(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12])}
            local p = {limit(ARGV[13]), tonumber(ARGV[14]), tonumber(ARGV[15])}
            if ARGV[8] == '1' then
              if not (r[2] and r[2] < o[3]) and not (p[2] and p[2] < o[4]) then
                r[2] = plenty('r', r, o[3]) and r[2] or 0
                p[2] = plenty('p', p, o[4]) and p[2] or 0
              end
              local hold = tonumber(ARGV[9]) or ((r[1] or s.rl) and 0 or 10000)
              if hold > 0 then
                s.h = math.max(get('h'), now + math.min(hold, 3600000))
              end
            end
            if not (r[1] or r[2] or p[1] or p[2]) then
              s.u = 1
            end
            observe('r', r, o[3], o[5], o[2])
            observe('p', p, charged, o[6], o[2])
          end
        end
        """ + End;

    private const string Begin =
        """
        local now = tonumber(ARGV[1])
        if not now then
          local clock = redis.call('TIME')
          now = clock[1] * 1000 + math.floor(clock[2] / 1000)
        end
        local s = {}
        local flat = redis.call('HGETALL', KEYS[1])
        for i = 1, #flat, 2 do
          s[flat[i]] = tonumber(flat[i + 1])
        end
        local function get(name)
          return s[name] or 0
        end
        local function open(k)
          return get(k .. 'g') - get(k .. 'd')
        end
        local function period(k)
          local longest = math.max(get(k .. 'p'), get(k .. 'q'))
          return longest > 0 and longest or 3600000
        end
        local function rate(k)
          if not s[k .. 'l'] or get(k .. 'f') == 1 then
            return 0
          end
          return 0.98 * s[k .. 'l'] / period(k)
        end
        local function limit(text)
          local number = tonumber(text)
          return number and number > 0 and number or nil
        end
        local function plenty(k, told, amount)
          local limit = told[1] or s[k .. 'l']
          return limit and told[2] and told[2] >= amount and told[2] >= 0.1 * limit
        end
        local function has(k, amount, floor)
          return not s[k .. 'l'] or get(k .. 'v') - amount >= floor * s[k .. 'l']
        end
        local function take(k, amount)
          s[k .. 'v'] = get(k .. 'v') - amount
          s[k .. 'g'] = get(k .. 'g') + amount
        end
        local function parts(token)
          local list = {}
          for part in string.gmatch(token, '[^:]+') do
            list[#list + 1] = tonumber(part)
          end
          return list
        end
        local function observe(k, told, amount, before, at)
          local limit = told[1] or s[k .. 'l']
          if not told[2] or not limit then
            return
          end
          local known = s[k .. 'l']
          s[k .. 'l'] = limit
          if told[3] and told[3] > at then
            local reset = math.min(told[3], at + 86400000)
            local least = at - get(k .. 'x')
            if get(k .. 'c') == 0 or least >= 2000 then
              local moved = reset - get(k .. 'c')
              local most = now - get(k .. 'w')
              s[k .. 'f'] = (get(k .. 'c') > 0 and (moved < 0.9 * least - 1000 or moved > 1.1 * most + 1000)) and 1 or 0
              s[k .. 'c'] = reset
              s[k .. 'w'] = at
              s[k .. 'x'] = now
            end
            if now - get(k .. 'e') >= 3600000 then
              s[k .. 'q'] = get(k .. 'p')
              s[k .. 'p'] = 0
              s[k .. 'e'] = now
            end
            s[k .. 'p'] = math.max(get(k .. 'p'), reset - now)
            s[k .. 'a'] = reset
          end
          local low = told[2] - (get(k .. 'g') - before - amount)
          local high = told[2] - open(k) + rate(k) * (now - at)
          local level = known and math.min(math.max(get(k .. 'v'), low), high) or low
          s[k .. 'v'] = math.min(level, limit - open(k))
        end

        now = math.max(now, get('t'))
        for _, expired in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
          local o = parts(expired)
          s.rd = get('rd') + o[3]
          s.pd = get('pd') + o[4]
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
        local function refill()
          for _, k in ipairs({'r', 'p'}) do
            if s[k .. 'l'] then
              if get(k .. 'f') == 1 and get(k .. 'a') > 0 and now >= get(k .. 'a') then
                s[k .. 'v'] = s[k .. 'l']
                s[k .. 'a'] = now + period(k)
              end
              s[k .. 'v'] = math.min(get(k .. 'v') + rate(k) * (now - get('t')), s[k .. 'l'] - open(k))
            end
          end
          s.t = now
        end
        refill()
        for k, debt in pairs({r = tonumber(ARGV[3]), p = tonumber(ARGV[4])}) do
          if debt > 0 then
            take(k, debt)
            s[k .. 'd'] = get(k .. 'd') + debt
          end
        end

        """;

    private const string End =
        """

        refill()
        local fields = {}
        for name, value in pairs(s) do
          fields[#fields + 1] = name
          fields[#fields + 1] = string.format('%.17g', value)
        end
        redis.call('HSET', KEYS[1], unpack(fields))
        local life = math.floor(math.max(7200000, 2 * period('r'), 2 * period('p')))
        redis.call('PEXPIRE', KEYS[1], life)
        redis.call('PEXPIRE', KEYS[2], life)
        redis.call('ZADD', KEYS[3], now, ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - 60000)
        redis.call('PEXPIRE', KEYS[3], 120000)
        local answer = {token}
        for _, k in ipairs({'r', 'p'}) do
          answer[#answer + 1] = s[k .. 'l'] and string.format('%.17g', s[k .. 'l']) or ''
          answer[#answer + 1] = string.format('%.17g', s[k .. 'l'] and get(k .. 'v') or 0)
          answer[#answer + 1] = string.format('%.17g', rate(k))
          answer[#answer + 1] = string.format('%.17g', s[k .. 'l'] and math.max(0, get(k .. 'a') - now) or 0)
        end
        answer[#answer + 1] = string.format('%.17g', math.max(0, get('h') - now))
        answer[#answer + 1] = redis.call('ZCARD', KEYS[3])
        return answer
        """;
}
