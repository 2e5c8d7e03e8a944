using System.Reflection;
using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Tests.Records;

/// <summary>
/// Values as a release has written them. A line of the file is a name and bytes. Lines are added, never changed: every later release reads
/// all of them, or raises the wire version of the keys and begins another file.
/// </summary>
public class RecordCodecGoldenTests
{
    private static readonly (string Name, FieldValue Value)[] Samples =
    [
        ("null", FieldValue.Null),
        ("leaf", RandomValues.Leaf("\"Fix the \\u0041 button é\"")),
        ("link", RandomValues.Link("Issue", "ENG-123")),
        ("uuid link", RandomValues.Link("User", "0192f0c1-7c2e-7d3a-8f11-0123456789ab")),
        ("upper case uuid link", RandomValues.Link("User", "0192F0C1-7C2E-7D3A-8F11-0123456789AB")),
        ("empty list", FieldValue.OfList([])),
        ("page", FieldValue.OfObject(new EmbeddedObject(
            "IssueConnection",
            [new FieldKey("nodes"), new FieldKey("pageInfo")],
            [
                FieldValue.OfList([
                    RandomValues.Link("Issue", "0192f0c1-7c2e-7d3a-8f11-000000000001"),
                    RandomValues.Link("Issue", "0192f0c1-7c2e-7d3a-8f11-000000000002"),
                    FieldValue.Null,
                ]),
                FieldValue.OfObject(new EmbeddedObject(
                    "PageInfo", [new FieldKey("hasNextPage"), new FieldKey("endCursor")], [RandomValues.Leaf("false"), FieldValue.Null])),
            ]))),
        ("long text", RandomValues.Leaf($"\"{string.Concat(Enumerable.Range(0, 200).Select(i => $"step {i} of the plan\\n"))}\"")),
    ];

    [Fact]
    public void Reads_what_earlier_releases_wrote()
    {
        var lines = Golden();

        Assert.Equal(Samples.Select(sample => sample.Name), lines.Keys);
        Assert.All(Samples, sample =>
        {
            Assert.True(RecordCodec.TryRead(lines[sample.Name], out var stored), sample.Name);
            Assert.Equal(RandomValues.Describe(sample.Value), RandomValues.Describe(stored.Value));
            Assert.Equal((0x0102030405060708, 1_767_225_600_000), (stored.Sequence, stored.FetchedAt));
        });
    }

    [Fact]
    public void Writes_plain_values_as_before()
    {
        var lines = Golden();

        // What a compressor makes of a text may change from one version of the framework to the next.
        Assert.All(
            Samples.Where(sample => sample.Name != "long text"),
            sample => Assert.Equal(Convert.ToHexString(lines[sample.Name]), Hex(sample.Value)));
    }

    private static string Hex(FieldValue value)
    {
        Assert.True(RecordCodec.TryWrite(new StoredValue(value, 0x0102030405060708, 1_767_225_600_000), out byte[]? bytes));
        return Convert.ToHexString(bytes);
    }

    private static Dictionary<string, byte[]> Golden()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Golden/records-1.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": "))
            .ToDictionary(parts => parts[0], parts => Convert.FromHexString(parts[1]));
    }
}
