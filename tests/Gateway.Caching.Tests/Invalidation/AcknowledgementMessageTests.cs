using System.Text;
using Gateway.Caching.Invalidation;

namespace Gateway.Caching.Tests.Invalidation;

public class AcknowledgementMessageTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var message = new AcknowledgementMessage("epoch", "p:o d\"", [7, long.MaxValue, 0]);

        Assert.True(AcknowledgementMessage.TryRead(message.Write(), out var read));
        Assert.Equal((message.Epoch, message.Pod), (read.Epoch, read.Pod));
        Assert.Equal(message.Numbers, read.Numbers);
    }

    [Fact]
    public void The_longest_that_is_written_is_read()
    {
        var message = new AcknowledgementMessage(
            new string('e', 64), new string('p', 16), [.. Enumerable.Repeat(long.MaxValue, AcknowledgementMessage.MaxNumbers)]);

        Assert.True(AcknowledgementMessage.TryRead(message.Write(), out _));
    }

    [Fact]
    public void Damage_never_throws()
    {
        var random = new Random(1);
        byte[] whole = new AcknowledgementMessage("epoch", "pod", [1, 22, 333]).Write();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. whole];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            AcknowledgementMessage.TryRead(random.Next(2) == 0 ? bytes : bytes[..random.Next(bytes.Length)], out _);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"v":2,"e":"e","p":"p","n":[1]}""")]
    [InlineData("""{"v":1,"e":"e","p":"p"}""")]
    [InlineData("""{"v":1,"e":"e","p":"p","n":["1"]}""")]
    [InlineData("""{"v":1,"e":"e","p":"p","n":[[[[1]]]]}""")]
    public void What_is_something_else_is_not_read(string text) =>
        Assert.False(AcknowledgementMessage.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
