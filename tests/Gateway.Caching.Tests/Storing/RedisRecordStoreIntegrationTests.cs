using System.Globalization;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Gateway.Testing;
using static Gateway.Caching.Tests.Storing.RedisStores;

namespace Gateway.Caching.Tests.Storing;

public sealed class RedisRecordStoreIntegrationTests : IAsyncDisposable
{
    private static readonly EntityKey Issue = new("Issue", "9f2c");
    private static readonly EntityKey Other = new("Issue", "{odd} %:\n漢😀");

    private readonly RedisStores _stores = new();

    private static CancellationToken Cancel => RedisStores.Cancel;

    [Fact]
    public async Task What_is_filled_is_read_by_all_and_in_its_own_scope_only()
    {
        var (server, store, epoch) = await StartAsync();
        var another = await _stores.OpenAsync("b", server);
        await JoinAsync(another);

        int? stored = await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0, fetchedAt: 77), Fill(Other, 2, 0)], Cancel);
        var found = await another.ReadAsync(epoch, CacheScope.Service, Reads(Issue, Other, new("Issue", "none")), Cancel);
        var foreign = await another.ReadAsync(epoch, new CacheScope("ab12"), Reads(Issue), Cancel);

        Assert.Equal(2, stored);
        Assert.Equal(new SharedPosition(epoch, 0), found!.Position);
        Assert.Equal([(Issue, 1), (Other, 2)], Values(found).Select(value => (value.Key, value.Value)));
        Assert.Equal((0, 77), (found.Records[0].Mark, found.Records[0].Entries[0].FetchedAt));
        Assert.True(ReferenceEquals(Entries.A, found.Records[0].Entries[0].Key) && foreign!.Records.Count == 0);
    }

    [Fact]
    public async Task A_fill_from_before_an_invalidation_is_refused_and_a_later_one_is_not()
    {
        var (_, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);

        await InvalidateAsync(store, epoch, Issue);
        long? after = await ValueAsync(store, epoch, Issue);
        int? early = await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 2, 0, vouchedAt: 1)], Cancel);
        long? refused = await ValueAsync(store, epoch, Issue);
        int? late = await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 3, 1)], Cancel);

        Assert.Equal((null, null, 3L), (after, refused, await ValueAsync(store, epoch, Issue)));
        Assert.Equal((0, 1), (early, late));
        Assert.Equal((1, 2), (_stores.Counted["gateway.cache.fills refused"], _stores.Counted["gateway.cache.fills stored"]));
    }

    [Fact]
    public async Task Values_of_other_scopes_are_below_the_mark_as_well()
    {
        var (_, store, epoch) = await StartAsync();
        var scope = new CacheScope("ab12");
        await store.FillAsync(epoch, scope, () => [Fill(Issue, 1, 0)], Cancel);

        var before = await store.ReadAsync(epoch, scope, Reads(Issue), Cancel);
        await InvalidateAsync(store, epoch, Issue);
        var after = await store.ReadAsync(epoch, scope, Reads(Issue), Cancel);

        Assert.Equal((1, 0), (before!.Records.Count, after!.Records.Count));
        Assert.Equal(1, after.Position.Number);
    }

    [Fact]
    public async Task What_a_scope_held_before_a_mark_stays_refused_when_it_or_another_scope_is_filled_again()
    {
        var (server, store, epoch) = await StartAsync();
        var (ann, bob) = (new CacheScope("ann"), new CacheScope("bob"));
        var both = new[] { new RecordRead(Issue, [Entries.A, Entries.B]) };
        await store.FillAsync(epoch, ann, () => [Fill(Issue, 1, 0)], Cancel);
        await InvalidateAsync(store, epoch, Issue);

        await store.FillAsync(epoch, ann, () => [new SharedFill(Issue, 1, [Entries.Of(Entries.B, 2, 1)], 1)], Cancel);
        var mended = await store.ReadAsync(epoch, ann, both, Cancel);
        await server.RunAsync("DEL", _stores.Keys.MarkOf(epoch, Issue));
        await store.FillAsync(epoch, bob, () => [Fill(Issue, 3, 1, vouchedAt: 1)], Cancel);
        var remarked = await store.ReadAsync(epoch, ann, both, Cancel);

        Assert.Equal([Entries.B], mended!.Records.Single().Entries.Select(entry => entry.Key));
        Assert.Equal([Entries.B], remarked!.Records.Single().Entries.Select(entry => entry.Key));
    }

    [Fact]
    public async Task Without_a_mark_a_fill_is_taken_from_those_only_who_vouch_for_it()
    {
        var (_, store, epoch) = await StartAsync();
        await InvalidateAsync(store, epoch, Other);

        int? unvouched = await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);
        long? refused = await ValueAsync(store, epoch, Issue);
        int? vouched = await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0, vouchedAt: 1)], Cancel);

        Assert.Equal((0, 1), (unvouched, vouched));
        Assert.Equal((null, 1L), (refused, await ValueAsync(store, epoch, Issue)));
        Assert.Equal(1, _stores.Counted["gateway.cache.fills unvouched"]);
    }

    [Fact]
    public async Task A_record_whose_mark_was_evicted_is_not_there()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);

        string deleted = await server.RunAsync("DEL", _stores.Keys.MarkOf(epoch, Issue));

        Assert.Equal("1", deleted);
        Assert.Null(await ValueAsync(store, epoch, Issue));
    }

    [Fact]
    public async Task A_mark_is_never_lowered()
    {
        var (server, store, epoch) = await StartAsync();
        await store.MarkAsync(new SharedPosition(epoch, 9), [Issue], Cancel);
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 9)], Cancel);

        bool isMarked = await store.MarkAsync(new SharedPosition(epoch, 8), [Issue], Cancel);

        Assert.True(isMarked);
        Assert.Equal(1, await ValueAsync(store, epoch, Issue));
        Assert.Equal("9", await server.RunAsync("GET", _stores.Keys.MarkOf(epoch, Issue)));
    }

    [Theory]
    [InlineData(5, 100, 5, 99, 1)]
    [InlineData(5, 100, 4, 200, 1)]
    [InlineData(5, 100, 5, 100, 2)]
    [InlineData(5, 100, 5, 101, 2)]
    [InlineData(5, 100, 6, 50, 2)]
    [InlineData(5, 900_000, 5, 100, 2)]
    public async Task The_later_value_stays(long firstNumber, long firstAt, long secondNumber, long secondAt, long expected)
    {
        var (_, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, firstNumber, 9, firstAt)], Cancel);

        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 2, secondNumber, 9, secondAt)], Cancel);

        // The first fill has set the mark that was missing to its own number.
        Assert.Equal(secondNumber < firstNumber ? 1 : expected, await ValueAsync(store, epoch, Issue));
    }

    [Fact]
    public async Task Damaged_values_are_missing_and_counted()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [new SharedFill(Issue, 0, [Entries.Of(Entries.A, 1, 0), Entries.Of(Entries.B, 2, 0)], 0)], Cancel);
        await server.RunAsync("HSET", _stores.Keys.RecordOf(epoch, Issue, CacheScope.Service), "a", "rubbish that is long enough to be one");

        var found = await store.ReadAsync(epoch, CacheScope.Service, [new RecordRead(Issue, [Entries.A, Entries.B])], Cancel);

        Assert.Equal([Entries.B], Assert.Single(found!.Records).Entries.Select(entry => entry.Key));
        Assert.Equal(1, _stores.Counted["gateway.cache.values.rejected corrupt"]);
    }

    [Fact]
    public async Task A_key_of_another_kind_is_missing_and_does_not_hurt_others()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0), Fill(Other, 2, 0)], Cancel);
        await server.RunAsync("SET", _stores.Keys.RecordOf(epoch, Issue, CacheScope.Service), "1");

        var found = await ValuesAsync(store, epoch, Issue, Other);
        int? stored = await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 3, 0)], Cancel);

        Assert.Equal([Other], found.Keys);
        Assert.Equal(1, stored);
        Assert.Equal(3, await ValueAsync(store, epoch, Issue));
    }

    [Fact]
    public async Task What_cannot_be_written_is_left_out_and_the_claim_given_back()
    {
        var (_, store, epoch) = await StartAsync();
        await store.ClaimAsync(epoch, CacheScope.Service, Reads(Issue), Cancel);
        var another = await AnotherAsync();

        int? stored = await store.FillAsync(
            epoch, CacheScope.Service, () => [new SharedFill(Issue, 0, [new RecordEntry(Entries.A, FieldValue.OfError("no"), 0, 0)], 0)], Cancel);
        var claimed = await another.ClaimAsync(epoch, CacheScope.Service, Reads(Issue), Cancel);

        Assert.Equal(0, stored);
        Assert.Empty(claimed!.Held);
    }

    [Fact]
    public async Task A_record_that_grew_too_large_begins_anew()
    {
        var (server, store, epoch) = await StartAsync();
        SharedFill Many(int first, int count) => new(Issue, 0, [.. Enumerable.Range(first, count).Select(i => Entries.Of(new FieldKey($"f{i}"), i, 0))], 0);
        async Task<string> LengthAsync() => await server.RunAsync("HLEN", _stores.Keys.RecordOf(epoch, Issue, CacheScope.Service));

        await store.FillAsync(epoch, CacheScope.Service, () => [Many(0, 512)], Cancel);
        await store.FillAsync(epoch, CacheScope.Service, () => [Many(100, 20)], Cancel);
        string full = await LengthAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Many(512, 1)], Cancel);

        Assert.Equal(("512", "1"), (full, await LengthAsync()));
    }

    [Fact]
    public async Task Only_one_claims_and_others_find_what_it_brought()
    {
        var (_, store, epoch) = await StartAsync();
        var another = await AnotherAsync();

        var mine = await store.ClaimAsync(epoch, CacheScope.Service, Reads(Issue, Other), Cancel);
        var again = await store.ClaimAsync(epoch, CacheScope.Service, Reads(Issue), Cancel);
        var theirs = await another.ClaimAsync(epoch, CacheScope.Service, Reads(Issue, Other), Cancel);
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);
        var filled = await another.ClaimAsync(epoch, CacheScope.Service, Reads(Issue, Other), Cancel);

        Assert.Equal((0, 0), (mine!.Held.Count, again!.Held.Count));
        Assert.Equal([Issue, Other], theirs!.Held);
        Assert.Equal([Issue], Values(filled!).Keys);
        Assert.Equal([Other], filled!.Held);
    }

    [Fact]
    public async Task A_claim_ends_by_itself_or_when_its_owner_gives_it_back()
    {
        var (_, store, epoch) = await StartAsync();
        var another = await AnotherAsync();
        async Task<int> HeldAsync() => (await another.ClaimAsync(epoch, CacheScope.Service, Reads(Issue), Cancel))!.Held.Count;

        await store.ClaimAsync(epoch, CacheScope.Service, Reads(Issue), Cancel);
        await another.ReleaseAsync(epoch, CacheScope.Service, [Issue], Cancel);
        int released = await HeldAsync();
        await store.ReleaseAsync(epoch, CacheScope.Service, [Issue], Cancel);
        int granted = await HeldAsync();
        await another.ReleaseAsync(epoch, CacheScope.Service, [Issue], Cancel);
        await store.ClaimAsync(epoch, CacheScope.Service, Reads(Issue), Cancel);
        int held = await HeldAsync();

        Assert.Equal((1, 0, 1), (released, granted, held));
        await UntilAsync(async () => await HeldAsync() == 0, "the claim ends");
    }

    [Fact]
    public async Task A_claim_of_what_is_there_already_is_not_kept()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);

        var claimed = await store.ClaimAsync(epoch, CacheScope.Service, Reads(Issue), Cancel);

        Assert.Single(claimed!.Records);
        await UntilAsync(
            async () => await server.RunAsync("EXISTS", _stores.Keys.LeaseOf(epoch, Issue, CacheScope.Service)) == "0", "it is given back");
    }

    [Fact]
    public async Task Fifty_entities_are_read_and_claimed_by_one_command_that_begins_with_the_sequence()
    {
        var (server, store, epoch) = await StartAsync();
        var issues = Issues(50);
        await store.FillAsync(epoch, CacheScope.Service, () => [.. issues.Select(issue => Fill(issue, 1, 0))], Cancel);
        await using var monitor = await server.MonitorAsync();

        var found = await ValuesAsync(store, epoch, issues);
        string[] read = await KindsAsync(monitor);
        await store.ClaimAsync(epoch, CacheScope.Service, Reads([.. issues.Select(issue => issue with { Type = "User" })]), Cancel);
        string[] claimed = [.. (await KindsAsync(monitor)).Skip(read.Length)];

        Assert.Equal(50, found.Count);
        Assert.Equal(["HMGET seq", .. Enumerable.Repeat(new[] { "GET mark", "HMGET record" }, 50).SelectMany(kinds => kinds)], read);
        Assert.Equal(
            ["HMGET seq", .. Enumerable.Repeat(new[] { "GET mark", "SET lease", "GET lease", "HMGET record" }, 50).SelectMany(kinds => kinds)], claimed);
        Assert.Equal(2, monitor.Lines.Count(line => line.Contains("\"EVAL", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task What_several_ask_for_at_once_leaves_together_and_each_is_told_its_own()
    {
        var (server, store, epoch) = await StartAsync();
        var issues = Issues(200);
        await store.FillAsync(epoch, CacheScope.Service, () => [.. issues.Select((issue, i) => Fill(issue, i, 0))], Cancel);
        await server.ResetCallsAsync();

        var found = await Task.WhenAll(issues.Select(issue => ValueAsync(store, epoch, issue)));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long?)i), found);
        Assert.InRange((await server.CallsAsync())["evalsha"], 1, 20);
    }

    [Fact]
    public async Task An_entity_of_very_many_fields_is_read_too()
    {
        var (_, store, epoch) = await StartAsync();
        FieldKey[] fields = [.. Enumerable.Range(0, 8000).Select(i => new FieldKey($"field{i}"))];
        await store.FillAsync(epoch, CacheScope.Service, () => [new SharedFill(Issue, 0, [Entries.Of(fields[^1], 7, 0)], 0)], Cancel);

        var found = await store.ReadAsync(epoch, CacheScope.Service, [new RecordRead(Issue, fields)], Cancel);

        Assert.Equal(7, new EntityRecord(Assert.Single(found!.Records).Entries).Number(fields[^1]));
    }

    [Fact]
    public async Task All_keys_have_an_end()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);
        await store.ClaimAsync(epoch, new CacheScope("ab12"), Reads(Issue), Cancel);
        await store.AdvanceAsync(epoch, new([Other], [Other], ["Issue"], false), Cancel);
        await store.MarkAsync(new SharedPosition(epoch, 1), [Other], Cancel);

        string[] keys = (await server.RunAsync("KEYS", "*")).Split('\n');
        var lives = new Dictionary<string, long>();
        foreach (string key in keys.Where(key => !key.EndsWith("probe", StringComparison.Ordinal)))
        {
            lives[key.Replace(epoch, "e", StringComparison.Ordinal)] =
                (long.Parse(await server.RunAsync("TTL", key), CultureInfo.InvariantCulture) + 60) / 3600;
        }

        string odd = "gw:1:e:{Issue:%007Bodd%007D %0025:%000A漢😀}:i";
        Assert.All(lives.Where(life => !life.Key.Contains("odd", StringComparison.Ordinal)), life => Assert.InRange(life.Value, 0, 9 * 24));
        Assert.Equal((24, 25), (lives["gw:1:e:{Issue:9f2c}:r:"], lives["gw:1:e:{Issue:9f2c}:i"]));
        Assert.InRange(lives["gw:1:{seq}"], (9 * 24) - 1, 9 * 24);
        Assert.InRange(lives["gw:1:{seq}:removed"], (9 * 24) - 1, 9 * 24);
        Assert.Equal((25, 6), (lives[odd], lives.Count));
    }

    [Fact]
    public async Task Thousands_are_marked_filled_and_read()
    {
        var (_, store, epoch) = await StartAsync();
        var issues = Issues(5_000);

        await InvalidateAsync(store, epoch, issues);
        int? stored = await store.FillAsync(epoch, CacheScope.Service, () => [.. issues.Select(issue => Fill(issue, 1, 1))], Cancel);
        var found = await ValuesAsync(store, epoch, issues);

        Assert.Equal((5_000, 5_000), (stored, found.Count));
    }

    [Fact]
    public async Task Scripts_that_the_server_has_forgotten_are_sent_again()
    {
        var (server, store, epoch) = await StartAsync();
        await InvalidateAsync(store, epoch, Issue);

        await server.RunAsync("SCRIPT", "FLUSH");
        var position = await InvalidateAsync(store, epoch, Issue, Other);

        Assert.Equal(2, position.Number);
    }

    [Fact]
    public async Task What_is_published_is_heard()
    {
        var (server, store, _) = await StartAsync();
        var heard = new TaskCompletionSource<byte[]>();
        using var client = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(server.Address);
        await client.GetSubscriber().SubscribeAsync("gw:1:invalidations", (_, message) => heard.TrySetResult(message!));

        // The client of a busy machine may say that it is subscribed before it is.
        for (int i = 0; i < 300 && !heard.Task.IsCompleted; i++)
        {
            Assert.True(await store.PublishAsync("gw:1:invalidations", [1, 2, 3], Cancel));
            await Task.WhenAny(heard.Task, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel));
        }

        Assert.Equal([1, 2, 3], await heard.Task.WaitAsync(TimeSpan.Zero, TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task Without_redis_there_are_no_answers_and_no_exceptions()
    {
        var (server, store, epoch) = await StartAsync();
        await server.KillAsync();

        Assert.Null(await store.JoinAsync(null, isStaying: false, Cancel));
        Assert.True(await store.PollAsync(Cancel) is null or { Epoch: "" });
        Assert.True(await store.ReadAsync(epoch, CacheScope.Service, Reads(Issue), Cancel) is null or { Records.Count: 0 });
        Assert.True(await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel) is null or 0);
        Assert.False(await store.MarkAsync(new SharedPosition(epoch, 1), [Issue], Cancel) || await store.PublishAsync("gw:1:invalidations", [1], Cancel));
    }

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    private RedisServer? _server;

    private async Task<(RedisServer Server, RedisRecordStore Store, string Epoch)> StartAsync()
    {
        _server = await _stores.Redis.StartAsync();
        var store = await _stores.OpenAsync("a", _server);
        return (_server, store, (await JoinAsync(store)).Position.Epoch);
    }

    private async Task<RedisRecordStore> AnotherAsync()
    {
        var store = await _stores.OpenAsync("b", _server!);
        await JoinAsync(store);
        return store;
    }

    // As in HMGET record, without what others than the store do.
    private static async Task<string[]> KindsAsync(RedisMonitor monitor) =>
        [.. (await monitor.CatchUpAsync())
            .Select(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..].Split('"'))
            .Where(parts => parts.Length > 3 && parts[3].StartsWith("gw:1:", StringComparison.Ordinal) && !parts[3].EndsWith("probe", StringComparison.Ordinal))
            .Select(parts => parts[1].ToUpperInvariant() + " " + (parts[3][^3..] switch { "eq}" => "seq", ":r:" => "record", ":l:" => "lease", _ => "mark" }))];
}
