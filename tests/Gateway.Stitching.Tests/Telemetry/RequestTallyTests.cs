using System.Globalization;
using Gateway.Stitching.Telemetry;

namespace Gateway.Stitching.Tests.Telemetry;

public class RequestTallyTests
{
    private readonly RequestTally _tally = new();

    [Fact]
    public void Counts_by_operation_and_outcome()
    {
        _tally.Of("A").Count(RequestOutcomeWord.Answered);
        _tally.Of("A").Count(RequestOutcomeWord.Answered);
        _tally.Of("A").Count(RequestOutcomeWord.Errors);
        _tally.Of(null).Count(RequestOutcomeWord.Refused);

        Assert.Equal(["\"\" refused 1", "\"A\" answered 2", "\"A\" errors 1"], Told());
    }

    [Fact]
    public void What_callers_invent_is_counted_together()
    {
        for (int i = 0; i < 1000; i++)
        {
            _tally.Of(string.Create(CultureInfo.InvariantCulture, $"Op{i}")).Count(RequestOutcomeWord.Answered);
        }

        _tally.Of(new string('x', 1 << 20)).Count(RequestOutcomeWord.Answered);

        Assert.Equal(201, Told().Length);
        Assert.Contains("\"other\" answered 801", Told());
    }

    [Fact]
    public void What_was_kept_whole_counts_for_its_operation_too()
    {
        _tally.CountKept(_tally.Of("A"));

        Assert.Equal(1, _tally.Kept);
        Assert.Equal(["\"A\" answered 1"], Told());
    }

    private string[] Told() =>
    [
        .. _tally.Read()
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"\"{one.Tags[0].Value}\" {one.Tags[1].Value} {one.Value}"))
            .Order(StringComparer.Ordinal),
    ];
}
