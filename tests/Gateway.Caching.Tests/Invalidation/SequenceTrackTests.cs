using Gateway.Caching.Invalidation;
using Gateway.Caching.Storing;
using Gateway.Testing;

namespace Gateway.Caching.Tests.Invalidation;

public class SequenceTrackTests
{
    private static readonly TimeSpan Trust = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(400);

    private readonly ManualTime _time = new();
    private readonly SequenceTrack _track;

    public SequenceTrackTests() => _track = new SequenceTrack(_time, Trust, Grace);

    [Fact]
    public void Numbers_of_this_process_only_grow_whatever_becomes_of_the_shared_ones()
    {
        var seen = new List<long> { _track.Sequence };
        seen.Add(_track.NextAlone());
        Join("first", 100);
        seen.Add(_track.Sequence);
        _track.NoteApplied(101);
        seen.Add(_track.Sequence);
        _track.Detach();
        seen.Add(_track.NextAlone());
        Join("second", 0);
        seen.Add(_track.Sequence);

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public void No_number_of_an_epoch_is_as_low_as_one_from_before_it_was_joined()
    {
        long before = _track.NextAlone();

        var attachment = Join("e", 100);

        Assert.True(attachment.ToLocal(0) > before);
        Assert.Equal(100, attachment.ToShared(_track.Sequence));
    }

    [Fact]
    public void What_comes_early_counts_as_applied_when_the_gap_closes()
    {
        Join("e", 10);

        _track.NoteApplied(13);
        _track.NoteApplied(12);
        long before = _track.Applied;
        _track.NoteApplied(11);

        Assert.Equal((10, 13, 13), (before, _track.Applied, _track.Observed));
    }

    [Fact]
    public void A_number_from_before_it_joined_is_not_known_to_be_applied()
    {
        Join("e", 10);
        _track.NoteApplied(11);
        _track.NoteApplied(13);

        Assert.Equal([false, false, true, false, true], Enumerable.Range(9, 5).Select(number => _track.IsApplied(number)));
    }

    [Fact]
    public void Is_sure_for_as_long_as_it_is_trusted_after_it_was_told_that_nothing_is_missing()
    {
        Join("e", 10);
        _time.Advance(Trust);
        bool atTheEnd = _track.IsSure;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(atTheEnd);
        Assert.False(_track.IsSure);
    }

    [Fact]
    public void Is_sure_from_when_it_asked_and_not_from_when_it_was_told()
    {
        Join("e", 10);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        long askedAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(200));
        _track.NoteSeen(10, askedAt);

        _time.Advance(Trust - TimeSpan.FromMilliseconds(200));
        bool before = _track.IsSure;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(before);
        Assert.False(_track.IsSure);
    }

    [Fact]
    public void Is_not_sure_while_a_number_is_missing_that_was_seen()
    {
        Join("e", 10);
        _time.Advance(TimeSpan.FromMilliseconds(500));

        _track.NoteSeen(11, _time.GetTimestamp());
        _time.Advance(TimeSpan.FromMilliseconds(401));
        bool without = _track.IsSure;
        _track.NoteApplied(11);

        Assert.False(without);
        Assert.True(_track.IsSure);
    }

    [Fact]
    public void Sees_a_gap_only_when_a_number_has_been_missing_for_a_while()
    {
        Join("e", 10);
        _track.NoteSeen(12, _time.GetTimestamp());
        _track.NoteApplied(12);
        _time.Advance(Grace);
        _track.NoteSeen(12, _time.GetTimestamp());
        bool atFirst = _track.HasGap;
        _time.Advance(TimeSpan.FromMilliseconds(1));
        bool later = _track.HasGap;

        _track.NoteApplied(11);

        Assert.Equal((false, true, false), (atFirst, later, _track.HasGap));
    }

    [Fact]
    public void A_stamp_is_the_highest_number_that_is_known_to_be_taken()
    {
        var attachment = Join("e", 10);

        _track.NoteSeen(15, _time.GetTimestamp());

        Assert.Equal((attachment.ToLocal(15), 10), (_track.Sequence, _track.Applied));
    }

    /// <summary>Whenever it is sure, all that was taken longer than the time of trust ago is applied: whatever is lost, late or out of order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Is_never_sure_in_error(int seed)
    {
        var random = new Random(seed);
        Join("e", 0);
        var takenAt = new List<long> { _time.GetTimestamp() };
        var applied = new HashSet<long>();
        int sure = 0;
        for (int step = 0; step < 20_000; step++)
        {
            switch (random.Next(5))
            {
                case 0:
                    takenAt.Add(_time.GetTimestamp());
                    break;
                case 1 or 2 when takenAt.Count > 1:
                    long number = Math.Max(1, takenAt.Count - 1 - random.Next(4));
                    applied.Add(number);
                    _track.NoteApplied(number);
                    break;
                case 3:
                    _track.NoteSeen(takenAt.Count - 1, _time.GetTimestamp());
                    break;
                default:
                    _time.Advance(TimeSpan.FromMilliseconds(random.Next(200)));
                    break;
            }

            if (_track.IsSure)
            {
                sure++;
                Assert.DoesNotContain(
                    Enumerable.Range(1, takenAt.Count - 1),
                    number => !applied.Contains(number) && _time.GetElapsedTime(takenAt[number]) > Trust);
            }
            else if (_track.HasGap)
            {
                Join("e", takenAt.Count - 1);
                applied.UnionWith(Enumerable.Range(1, takenAt.Count - 1).Select(number => (long)number));
            }
        }

        Assert.True(sure > 1000, $"seed {seed}: sure {sure} times");
    }

    private Attachment Join(string epoch, long number)
    {
        var attachment = _track.Prepare(new SharedPosition(epoch, number));
        _track.Attach(attachment, _time.GetTimestamp());
        return attachment;
    }
}
