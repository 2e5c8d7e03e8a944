using System.Text;
using System.Text.Unicode;
using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Language;

/// <summary>Reads GraphQL documents, executable and type system alike.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Language</remarks>
public static class Parser
{
    /// <summary>The document in these bytes, or the first error in them. No bytes make it throw.</summary>
    /// <param name="utf8">The text. The document refers to it: it must not change afterwards.</param>
    /// <param name="limits">What is refused, however well formed.</param>
    public static ParseResult Parse(ReadOnlyMemory<byte> utf8, ParserLimits limits)
    {
        if (utf8.Length > limits.Bytes)
        {
            return ParseResult.Failed(new GraphQLError($"Document is larger than {limits.Bytes} bytes."), ParserLimit.Bytes);
        }

        var source = new SourceText(utf8);
        var parser = ParserPool.Shared.Rent();
        try
        {
            return ParseResult.Of(parser.Read(source, limits));
        }
        catch (SyntaxException error)
        {
            return ParseResult.Failed(new GraphQLError(error.Message, source.Locate(error.Offset)), error.Limit);
        }
        finally
        {
            ParserPool.Shared.Return(parser);
        }
    }

    /// <summary>The document in this text, or the first error in it. A lone surrogate is such an error.</summary>
    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, ParserLimits)"/>
    public static ParseResult Parse(string text, ParserLimits limits) => Parse(Encode(text), limits);

    /// <summary>A text as UTF-8. A lone surrogate becomes bytes that <see cref="Parse(ReadOnlyMemory{byte}, ParserLimits)"/> refuses in its place.</summary>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int count = 0;
        while (true)
        {
            Utf8.FromUtf16(text, bytes.AsSpan(count), out int read, out int written, replaceInvalidSequences: false);
            count += written;
            if (read == text.Length)
            {
                return bytes[..count];
            }

            // Written as bytes that UTF-8 forbids, so that the lexer refuses it in its place instead of reading U+FFFD.
            char surrogate = text[read];
            bytes[count++] = (byte)(0xE0 | (surrogate >> 12));
            bytes[count++] = (byte)(0x80 | ((surrogate >> 6) & 0x3F));
            bytes[count++] = (byte)(0x80 | (surrogate & 0x3F));
            text = text[(read + 1)..];
        }
    }
}
