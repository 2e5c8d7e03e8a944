using System.Text;
using Gateway.GraphQL.Execution;

namespace Gateway.GraphQL.Tests.Execution;

public class ResponseBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    public void Keeps_all_that_is_written_as_it_grows(int capacity)
    {
        var random = new Random(1);
        var expected = new List<byte>();
        using var buffer = new ResponseBuffer(capacity);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            switch (random.Next(3))
            {
                case 0:
                    buffer.Append(bytes);
                    break;
                case 1:
                    bytes = [(byte)i];
                    buffer.Append(bytes[0]);
                    break;
                default:
                    bytes.CopyTo(buffer.GetSpan(bytes.Length));
                    buffer.Advance(bytes.Length);
                    break;
            }

            expected.AddRange(bytes);
            if (random.Next(20) == 0)
            {
                int length = random.Next(expected.Count + 1);
                buffer.Truncate(length);
                expected.RemoveRange(length, expected.Count - length);
            }
        }

        Assert.Equal(expected.Count, buffer.Length);
        Assert.True(buffer.WrittenSpan.SequenceEqual(expected.ToArray()));
        Assert.True(buffer.Written.Span.SequenceEqual(expected.ToArray()));
    }

    [Fact]
    public void Gives_room_even_if_none_is_asked_for()
    {
        using var buffer = new ResponseBuffer(0);

        Assert.NotEqual(0, buffer.GetSpan().Length);
        Assert.True(buffer.GetMemory(5_000).Length >= 5_000);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Truncates_only_to_what_was_written(int length)
    {
        using var buffer = new ResponseBuffer(8);
        buffer.Append("abc"u8);

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(length));
        Assert.Equal(3, buffer.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void Advances_only_over_the_room_there_is(int count)
    {
        using var buffer = new ResponseBuffer(8);

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(count));
    }

    [Fact]
    public void Is_empty_once_disposed_and_may_be_disposed_again()
    {
        var buffer = new ResponseBuffer(8);
        buffer.Append("abc"u8);

        buffer.Dispose();
        buffer.Dispose();

        Assert.Equal(0, buffer.Length);
        Assert.True(buffer.WrittenSpan.IsEmpty);
    }

    [Theory]
    [InlineData("plain <é> '&+ 😀")]
    [InlineData("\"\\/\b\f\n\r\t\0\u001f\u007f\u2028")]
    [InlineData("")]
    public void Writes_strings_that_read_back_the_same(string text)
    {
        using var buffer = new ResponseBuffer(1);

        buffer.AppendJsonString(text);

        Assert.Equal(text, System.Text.Json.JsonSerializer.Deserialize<string>(buffer.WrittenSpan));
    }

    [Fact]
    public void Writes_lone_surrogates_as_the_replacement_character()
    {
        using var buffer = new ResponseBuffer(1);

        buffer.AppendJsonString("a\ud800b");

        Assert.Equal("\"a\ufffdb\"", System.Text.RegularExpressions.Regex.Unescape(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }
}
