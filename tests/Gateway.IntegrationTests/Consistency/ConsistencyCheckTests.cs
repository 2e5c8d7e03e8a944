using System.Diagnostics;
using System.Text;

namespace Gateway.IntegrationTests.Consistency;

public class ConsistencyCheckTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_read_that_began_before_the_acknowledgement_may_be_old()
    {
        Acknowledgement[] acknowledged = [Acknowledged(pod: 0, version: 5, at: 100)];

        var report = Check(acknowledged, [Read(pod: 0, version: 4, begin: 99, end: 5000), Read(pod: 0, version: 4, begin: 100, end: 5000)]);

        Assert.Empty(report.Violations);
        Assert.Equal(TimeSpan.Zero, report.LongestDelay);
    }

    [Fact]
    public void A_read_on_the_same_pod_that_is_old_right_afterwards_is_found()
    {
        Acknowledgement[] acknowledged = [Acknowledged(pod: 0, version: 5, at: 100)];

        var report = Check(acknowledged, [Read(pod: 0, version: 5, begin: 101, end: 102), Read(pod: 0, version: 4, begin: 101, end: 102)]);

        Assert.Equal((ViolationKind.SamePod, 4, 5), Summary(Assert.Single(report.Violations)));
    }

    [Fact]
    public void A_read_on_another_pod_may_be_old_for_as_long_as_the_bound_and_no_longer()
    {
        Acknowledgement[] acknowledged = [Acknowledged(pod: 0, version: 5, at: 100)];

        var within = Check(acknowledged, [Read(pod: 1, version: 4, begin: 1099, end: 2000), Read(pod: 1, version: 4, begin: 1100, end: 2000)]);
        var beyond = Check(acknowledged, [Read(pod: 1, version: 4, begin: 1101, end: 1102)]);

        Assert.Empty(within.Violations);
        Assert.Equal(1000, within.LongestDelay.TotalMilliseconds, 1.0);
        Assert.Equal((ViolationKind.OtherPod, 4, 5), Summary(Assert.Single(beyond.Violations)));
    }

    [Fact]
    public void What_is_acknowledged_late_or_twice_does_not_lower_what_is_known()
    {
        Acknowledgement[] acknowledged =
        [
            Acknowledged(pod: 0, version: 7, at: 100),
            Acknowledged(pod: 0, version: 5, at: 200),
            Acknowledged(pod: 0, version: 7, at: 300),
        ];

        var report = Check(acknowledged, [Read(pod: 0, version: 6, begin: 400, end: 500), Read(pod: 0, version: 7, begin: 400, end: 500)]);

        var violation = Assert.Single(report.Violations);
        Assert.Equal((ViolationKind.SamePod, 6, 7), Summary(violation));
        Assert.Equal(Ticks(100), violation.Acknowledged.Time);
    }

    [Fact]
    public void An_old_value_that_comes_back_is_found_however_late()
    {
        Acknowledgement[] acknowledged = [Acknowledged(pod: 0, version: 5, at: 100)];
        SeenRead[] reads =
        [
            Read(pod: 1, version: 5, begin: 200, end: 201),
            Read(pod: 0, version: 5, begin: 300, end: 301),
            Read(pod: 0, version: 4, begin: 50_000, end: 50_001),
            Read(pod: 1, version: 4, begin: 50_000, end: 50_001),
        ];

        Assert.Equal([ViolationKind.SamePod, ViolationKind.OtherPod], Check(acknowledged, reads).Violations.Select(violation => violation.Kind));
    }

    [Fact]
    public void Entities_are_judged_each_by_its_own_acknowledgements()
    {
        Acknowledgement[] acknowledged = [new(0, 1, 5, Ticks(100))];

        Assert.Empty(Check(acknowledged, [new(0, 2, 1, Ticks(5000), Ticks(5001))]).Violations);
    }

    [Fact]
    public void A_newer_version_than_any_that_was_acknowledged_is_right()
    {
        Acknowledgement[] acknowledged = [Acknowledged(pod: 0, version: 5, at: 100)];

        var report = Check(acknowledged, [Read(pod: 0, version: 9, begin: 200, end: 201), Read(pod: 1, version: 9, begin: 5000, end: 5001)]);

        Assert.Empty(report.Violations);
    }

    [Fact]
    public void At_the_end_all_must_be_as_new_as_what_anyone_acknowledged()
    {
        var check = new ConsistencyCheck([Acknowledged(pod: 0, version: 5, at: 100), Acknowledged(pod: 1, version: 6, at: 90)], Bound);

        var right = check.CheckAtTheEnd([Read(pod: 0, version: 6, begin: 3000, end: 3001), Read(pod: 2, version: 6, begin: 3000, end: 3001)]);
        var wrong = check.CheckAtTheEnd([Read(pod: 0, version: 5, begin: 3000, end: 3001), Read(pod: 2, version: 7, begin: 3000, end: 3001)]);

        Assert.Empty(right.Violations);
        Assert.Equal([(ViolationKind.AtTheEnd, 5, 6), (ViolationKind.AtTheEnd, 7, 6)], wrong.Violations.Select(Summary));
    }

    [Fact]
    public void Marks_are_found_wherever_they_stand_and_nothing_else_is_taken_for_one()
    {
        var found = new List<(int, long)>();
        foreach (var mark in new VersionMarks("~~{\"a\":\"~~12.345~~\",\"b\":\"x ~~7.0~~~~8.1~~ ~~~9.1~~ ~~1.~~ ~~5~~ ~~-\",\"c\":\"~~3.4"u8))
        {
            found.Add(mark);
        }

        Assert.Equal([(12, 345), (7, 0), (8, 1)], found);
        Assert.Equal("~~12.345~~", VersionMarks.Of(12, 345));
    }

    [Fact]
    public void Of_several_marks_in_an_answer_the_oldest_counts_and_of_a_list_the_newest()
    {
        var history = new ReadHistory();
        int list = VersionMarks.ListNumber(2);

        int entities = history.Add(
            1, Encoding.UTF8.GetBytes($"~~3.9~~ {VersionMarks.Of(list, 4)} ~~3.8~~ {VersionMarks.Of(list, 6)} {VersionMarks.Of(list, 5)}"), 10, 20);

        Assert.Equal(2, entities);
        Assert.Equal([new SeenRead(1, 3, 8, 10, 20), new SeenRead(1, list, 6, 10, 20)], history.Reads);
        Assert.Equal(1, history.Answers);
    }

    private static ConsistencyReport Check(Acknowledgement[] acknowledged, SeenRead[] reads) =>
        new ConsistencyCheck(acknowledged, Bound).Check(reads);

    private static (ViolationKind Kind, long Seen, long Known) Summary(Violation violation) =>
        (violation.Kind, violation.Read.Version, violation.Acknowledged.Version);

    private static Acknowledgement Acknowledged(int pod, long version, int at) => new(pod, 1, version, Ticks(at));

    private static SeenRead Read(int pod, long version, int begin, int end) => new(pod, 1, version, Ticks(begin), Ticks(end));

    // Milliseconds.
    private static long Ticks(int time) => time * (Stopwatch.Frequency / 1000);
}
