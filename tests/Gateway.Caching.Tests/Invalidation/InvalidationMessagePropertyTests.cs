using System.Text;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Keys;

namespace Gateway.Caching.Tests.Invalidation;

public class InvalidationMessagePropertyTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            var message = Next(random);

            Assert.True(InvalidationMessage.TryRead(message.Write(), out var read));
            Assert.Equal(Describe(message), Describe(read));
        }
    }

    [Fact]
    public void Damage_never_throws()
    {
        var random = new Random(2);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = Next(random).Write();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            InvalidationMessage.TryRead(random.Next(2) == 0 ? bytes : bytes[..random.Next(bytes.Length)], out _);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"e":"a","n":1,"s":"b","at":1}""")]
    [InlineData("""{"v":1,"e":"a","n":-1,"s":"b","at":1}""")]
    [InlineData("""{"v":1,"e":"a","n":1,"s":null,"at":1}""")]
    [InlineData("""{"v":1,"e":"a","n":1,"s":"b","at":1,"all":true}""")]
    [InlineData("""{"v":1,"e":"a","n":1,"s":"b","at":1,"all":true,"i":["x"],"r":[],"t":[],"y":[]}""")]
    public void Anything_else_is_no_message(string text) => Assert.False(InvalidationMessage.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void What_is_too_long_to_tell_is_everything()
    {
        EntityKey[] many = [.. Enumerable.Range(0, 3).Select(i => new EntityKey("Issue", new string('x', 4 << 20) + i))];

        byte[] bytes = new InvalidationMessage(new SharedPosition("e", 1), "a", 0, Caching.Invalidation.Invalidation.Of(many)).Write();

        Assert.True(InvalidationMessage.TryRead(bytes, out var read));
        Assert.True(read.Invalidation!.Everything);
    }

    private static InvalidationMessage Next(Random random) => new(
        new SharedPosition(OddText.Next(random), random.NextInt64()), OddText.Next(random), random.NextInt64(), random.Next(4) == 0
            ? null
            : new(Keys(random), Keys(random), Texts(random), random.Next(2) == 0) { Types = Texts(random), StaleBefore = random.Next(2) == 0 ? random.NextInt64() : null });

    private static EntityKey[] Keys(Random random) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => new EntityKey(OddText.Next(random), OddText.Next(random)))];

    private static string[] Texts(Random random) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => OddText.Next(random))];

    private static string Describe(InvalidationMessage message) => string.Join(
        '|',
        message.Position,
        message.Sender,
        message.SentAt,
        message.Invalidation is { } told
            ? string.Join('|', string.Join(',', told.Entities), string.Join(',', told.Removed), string.Join(',', told.Tags), string.Join(',', told.Types), told.Everything, told.StaleBefore)
            : "alive");
}
