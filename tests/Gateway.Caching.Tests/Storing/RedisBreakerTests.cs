using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class RedisBreakerTests
{
    private readonly RedisBreaker _breaker = new(3);
    private readonly List<RedisState> _changes = [];

    public RedisBreakerTests() => _breaker.Changed += _changes.Add;

    [Fact]
    public void Says_once_that_it_is_down_at_first()
    {
        var before = (_breaker.State, _breaker.Allows(RedisUse.Read));

        _breaker.NoteProbe(RedisFault.Down);
        _breaker.NoteProbe(RedisFault.Down);

        Assert.Equal((RedisState.Down, false), before);
        Assert.Equal([RedisState.Down], _changes);
    }

    [Fact]
    public void Opens_after_failures_in_a_row_and_closes_by_a_probe_only()
    {
        _breaker.NoteProbe(RedisFault.None);
        bool[] opened = Calls(RedisFault.Slow, RedisFault.Slow, RedisFault.None, RedisFault.Slow, RedisFault.Slow, RedisFault.Slow, RedisFault.Slow);
        _breaker.Note(RedisFault.None);
        var open = _breaker.State;

        _breaker.NoteProbe(RedisFault.None);

        Assert.Equal([false, false, false, false, false, true, false], opened);
        Assert.Equal(RedisState.Slow, open);
        Assert.Equal([RedisState.Up, RedisState.Slow, RedisState.Up], _changes);
    }

    [Fact]
    public void A_silent_probe_counts_as_one_failure_and_an_answer_counts_at_once()
    {
        _breaker.NoteProbe(RedisFault.None);
        _breaker.NoteProbe(RedisFault.Slow);
        _breaker.NoteProbe(RedisFault.Slow);
        var before = _breaker.State;

        _breaker.NoteProbe(RedisFault.Slow);
        _breaker.NoteProbe(RedisFault.None);
        _breaker.NoteProbe(RedisFault.ReadOnly);

        Assert.Equal(RedisState.Up, before);
        Assert.Equal([RedisState.Up, RedisState.Slow, RedisState.Up, RedisState.ReadOnly], _changes);
    }

    [Theory]
    [InlineData("None", true, true)]
    [InlineData("ReadOnly", false, false)]
    [InlineData("Full", true, false)]
    [InlineData("Denied", false, false)]
    [InlineData("Down", false, false)]
    public void Allows_what_is_not_in_vain(string probe, bool reads, bool writes)
    {
        _breaker.NoteProbe(Enum.Parse<RedisFault>(probe));

        Assert.Equal((reads, writes), (_breaker.Allows(RedisUse.Read), _breaker.Allows(RedisUse.Write)));
    }

    [Fact]
    public void A_refusal_of_one_call_says_nothing()
    {
        _breaker.NoteProbe(RedisFault.None);

        Assert.DoesNotContain(true, Calls([.. Enumerable.Repeat(RedisFault.Refused, 100)]));
        Assert.Equal(RedisState.Up, _breaker.State);
    }

    [Fact]
    public void Late_news_of_an_outage_do_not_change_what_a_probe_has_found()
    {
        _breaker.NoteProbe(RedisFault.Denied);
        _breaker.NoteProbe(RedisFault.Denied);
        Calls(RedisFault.Slow, RedisFault.Slow, RedisFault.Slow, RedisFault.Slow);

        Assert.Equal([RedisState.Denied], _changes);
    }

    private bool[] Calls(params RedisFault[] faults) => [.. faults.Select(_breaker.Note)];
}
