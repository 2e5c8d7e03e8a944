using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Caching.Memo;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Access;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Sources;

/// <summary>An entity that changes by itself: whatever was fetched before that moment is not served as fresh after it.</summary>
public partial class UntilPropertyTests
{
    private const int Silence = 1800;

    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly byte[] Query = Encoding.UTF8.GetBytes($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");
    private static readonly byte[] State = Encoding.UTF8.GetBytes($"{{ agentSession(id: \"{Uuid}\") {{ status updatedAt }} }}");
    private static readonly string[] Statuses = ["pending", "active", "awaitingInput", "complete", "error", "stale"];

    private readonly InventedWorld _world = new();
    private readonly ManualTime _time = new();
    private readonly MemoryRecordStore _store = new(16 << 20);
    private readonly FakeUpstream _upstream;
    private readonly GatewayEngine _engine;
    private readonly FetchOptions _options = new();
    private long? _turnsAt;
    private bool _isMoved;

    public UntilPropertyTests()
    {
        _upstream = new FakeUpstream((request, _) =>
        {
            // Each value tells when it was made.
            lock (_world)
            {
                _world.Version = $"@{Now}";
                if (_turnsAt is { } at && Now >= at)
                {
                    _world.Leaves[(Uuid, "status")] = "stale";
                    _world.Leaves[(Uuid, "updatedAt")] = _isMoved ? Text(at) : _world.Leaves[(Uuid, "updatedAt")];
                }

                return Task.FromResult(LoaderBench.Reply(_world.Answer(Encoding.UTF8.GetString(request.Body.Span))));
            }
        });
        _engine = new GatewayEngine(TestSchema.Model(), _store, _upstream, _options, new LimitsOptions(), _time)
        {
            Memo = new ResponseMemo(_store, 1 << 20, _time),
        };
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [Theory]
    [InlineData(1, 4000)]
    [InlineData(2, 4000)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    public async Task Nothing_that_was_fetched_before_the_moment_is_served_after_it(int seed, int widening)
    {
        _options.WideningComplexity = widening;
        var random = new Random(seed);
        int crossed = 0;
        int remembered = 0;
        for (int round = 0; round < 150; round++)
        {
            string status = Statuses[random.Next(Statuses.Length)];
            long moment = Begin(status, random.Next(-20_000, 40_000));
            bool isRuled = Array.IndexOf(Statuses, status) < 3;
            _turnsAt = isRuled && random.Next(3) > 0 ? moment : null;
            _isMoved = random.Next(2) == 0;
            await AskAsync(State);
            for (int step = 0; step < 25; step++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(random.Next(4) == 0 ? Math.Max(0, moment - Now) : random.Next(3000)));
                if (random.Next(4) == 0)
                {
                    await AskAsync(State);
                }

                bool isKept = _engine.Recall(Query, CallerScope.Service, CallerAccess.Unrestricted) is not null;
                long made = (await AskAsync(Query))!.Value;
                remembered += isKept ? 1 : 0;
                crossed += Now >= moment && made >= moment && isRuled ? 1 : 0;

                Assert.False(isRuled && Now >= moment && made < moment, $"{status}: made at {made}, the moment was {moment}, served at {Now}, kept {isKept}");
            }
        }

        Assert.True(crossed > 100 && remembered > 100, $"{crossed} crossed, {remembered} from the memo");
    }

    [Fact]
    public async Task A_moment_that_was_past_when_the_value_was_fetched_says_nothing()
    {
        Begin("active", -3_600_000);
        var first = await AskAsync(Query);

        _time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(first, await AskAsync(Query));
        Assert.Single(_upstream.Sent);
    }

    [Fact]
    public async Task A_value_is_served_up_to_the_moment_and_not_after_it_whatever_is_learned_of_the_state()
    {
        Begin("awaitingInput", 5_000);
        var first = await AskAsync(Query);

        _time.Advance(TimeSpan.FromMilliseconds(4_999));
        var before = await AskAsync(Query);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _world.Leaves[(Uuid, "status")] = "stale";
        var after = await AskAsync(Query);

        Assert.Equal(first, before);
        Assert.Equal(Now, after);
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(3, 1)]
    public async Task Who_wants_it_fresh_for_a_while_yet_is_not_given_what_ends_within(int seconds, int requests)
    {
        Begin("awaitingInput", 5_000);
        await AskAsync(Query);

        await AskAsync(Query, new CacheDemand { MinFresh = seconds * 1000 });

        Assert.Equal(requests, _upstream.Sent.Count);
    }

    /// <summary>A world in which the session changes by itself so many milliseconds from now.</summary>
    /// <returns>The moment.</returns>
    private long Begin(string status, long ahead)
    {
        _store.InvalidateAsync(Gateway.Caching.Invalidation.Invalidation.All, TestContext.Current.CancellationToken).AsTask().Wait(TestContext.Current.CancellationToken);
        var updatedAt = _time.GetUtcNow().AddMilliseconds(ahead).AddSeconds(-Silence);
        lock (_world)
        {
            _world.Leaves[(Uuid, "status")] = status;
            _world.Leaves[(Uuid, "updatedAt")] = Text(updatedAt.ToUnixTimeMilliseconds());
        }

        return updatedAt.AddSeconds(Silence).ToUnixTimeMilliseconds();
    }

    private static string Text(long moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <returns>When what was answered was made; null if the answer does not tell.</returns>
    private async Task<long?> AskAsync(byte[] query, CacheDemand demand = default)
    {
        using var output = new ResponseBuffer();
        if (demand.IsNone && _engine.Recall(query, CallerScope.Service, CallerAccess.Unrestricted) is { } kept)
        {
            output.Append(kept.Body.Span);
        }
        else
        {
            var request = new GatewayRequest(query, null, default, true) { MemoText = query, Demand = demand };
            await _engine.ExecuteAsync(request, output, TestContext.Current.CancellationToken);
        }

        string answer = Encoding.UTF8.GetString(output.WrittenSpan);
        return Made().Match(answer) is { Success: true } made ? long.Parse(made.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex("@([0-9]+)")]
    private static partial Regex Made();
}
