using System.Text;
using Gateway.Caching.Keys;
using Gateway.Stitching.Live;

namespace Gateway.Stitching.Tests.Live;

public class LiveMessageTests
{
    [Fact]
    public void Is_read_as_it_was_written()
    {
        LiveEvent[] events =
        [
            new("issueUpdated", new EntityKey("Issue", "a\"b\n:é"), new Dictionary<string, IReadOnlyList<string>> { ["id"] = ["a\"b\n:é", "ENG-1"], ["none"] = [] }),
            new("commentCreated", new EntityKey("Comment", "c"), new Dictionary<string, IReadOnlyList<string>>()),
        ];

        Assert.True(LiveMessage.TryRead(LiveMessage.Write(events), out var read));

        Assert.Equal(events.Select(Text), read.Select(Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("""[{"f":1,"t":"a","i":"b","m":{}}]""")]
    [InlineData("""[{"f":"a","t":"a","i":"b","m":[]}]""")]
    [InlineData("""[{"f":"a","t":"a","i":"b","m":{"id":[null]}}]""")]
    [InlineData("""[[[[[[[[[[[[]]]]]]]]]]]]""")]
    public void Anything_else_is_not_read(string text) => Assert.False(LiveMessage.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void No_damage_throws()
    {
        var random = new Random(1);
        byte[] original = LiveMessage.Write([new("issueUpdated", new EntityKey("Issue", "a"), new Dictionary<string, IReadOnlyList<string>> { ["id"] = ["a"] })]);
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = [.. original];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            read += LiveMessage.TryRead(damaged, out _) ? 1 : 0;
        }

        Assert.InRange(read, 1, 19_999);
    }

    private static string Text(LiveEvent told) =>
        $"{told.Field} {told.Entity} {string.Join(';', told.Marks.Select(mark => $"{mark.Key}={string.Join(',', mark.Value)}"))}";
}
