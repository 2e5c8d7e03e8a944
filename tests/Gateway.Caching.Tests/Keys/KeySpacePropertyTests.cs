using Gateway.Caching.Keys;
using Gateway.Testing;
using StackExchange.Redis;

namespace Gateway.Caching.Tests.Keys;

public class KeySpacePropertyTests
{
    private readonly KeySpace _keys = new("staging:");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Different_names_have_different_keys_and_each_key_tells_its_name(int seed)
    {
        var random = new Random(seed);
        var known = new Dictionary<string, KeyName>(StringComparer.Ordinal);
        for (int i = 0; i < 100_000; i++)
        {
            var name = NextName(random);
            string text = TextOf(name);

            Assert.True(known.TryAdd(text, name) || known[text] == name, $"Seed {seed}: {name} and {known[text]} share the key {text}");
            Assert.True(_keys.TryParse(text, out var parsed) && parsed == name, $"Seed {seed}: {text} is not {name} but {parsed}");
        }
    }

    [Fact]
    public void Keys_that_differ_as_text_differ_as_bytes()
    {
        var random = new Random(3);
        for (int i = 0; i < 100_000; i++)
        {
            string text = TextOf(NextName(random));

            Assert.Equal(text, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void All_keys_of_an_entity_share_a_slot_and_entities_are_spread()
    {
        var random = new Random(4);
        var slots = new HashSet<int>();
        for (int i = 0; i < 2_000; i++)
        {
            var key = new EntityKey(OddText.Next(random), OddText.Next(random) + i);
            int slot = HashSlot.Of(_keys.MarkOf("e1", key));
            slots.Add(slot);

            Assert.Equal(slot, HashSlot.Of(_keys.RecordOf("e1", key, CacheScope.Service)));
            Assert.Equal(slot, HashSlot.Of(_keys.RecordOf("e2", key, new CacheScope(OddText.Next(random)))));
            Assert.Equal(slot, HashSlot.Of(_keys.LeaseOf("e1", key, new CacheScope(OddText.Next(random)))));
        }

        Assert.InRange(slots.Count, 1_700, 2_000);
    }

    [Fact]
    public async Task A_real_server_agrees_on_slots()
    {
        await using var redis = new RedisFixture();
        var server = await redis.StartAsync(new RedisServerOptions { ClusterEnabled = true });
        using var connection = await ConnectionMultiplexer.ConnectAsync($"{server.Address},allowAdmin=true");
        var database = connection.GetDatabase();
        var random = new Random(5);
        string longMark = _keys.MarkOf("e1", new EntityKey("Issue", new string('x', 100_000)));
        string[] texts = [_keys.Sequence, _keys.Removed, longMark, .. Enumerable.Range(0, 500).Select(_ => TextOf(NextName(random)))];

        var answers = await Task.WhenAll(texts.Select(text => database.ExecuteAsync("CLUSTER", "KEYSLOT", text)));

        Assert.Equal(texts.Select(HashSlot.Of), answers.Select(answer => (int)answer));
    }

    private static KeyName NextName(Random random)
    {
        string epoch = random.Next(2) == 0 ? "e1" : "0123456789abcdef";
        var entity = new EntityKey(OddText.Next(random), OddText.Next(random));
        return random.Next(3) switch
        {
            0 => new KeyName(KeyKind.Record, epoch, entity, new CacheScope(OddText.Next(random))),
            1 => new KeyName(KeyKind.Lease, epoch, entity, new CacheScope(OddText.Next(random))),
            _ => new KeyName(KeyKind.Mark, epoch, entity, CacheScope.Service),
        };
    }

    private string TextOf(KeyName name) => name.Kind switch
    {
        KeyKind.Record => _keys.RecordOf(name.Epoch, name.Entity, name.Scope),
        KeyKind.Lease => _keys.LeaseOf(name.Epoch, name.Entity, name.Scope),
        _ => _keys.MarkOf(name.Epoch, name.Entity),
    };
}
