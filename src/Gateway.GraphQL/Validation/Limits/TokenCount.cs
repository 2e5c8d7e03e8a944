using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Validation.Limits;

/// <summary>Counts the tokens of a text that has too many, so that its sender knows by how much.</summary>
internal static class TokenCount
{
    /// <summary>The tokens up to the end, or up to what is no token.</summary>
    public static (int Count, bool IsWhole) Of(ReadOnlyMemory<byte> utf8)
    {
        int count = 0;
        try
        {
            var lexer = new Lexer(utf8);
            while (lexer.Next().Kind != TokenKind.EndOfFile)
            {
                count++;
            }

            return (count, true);
        }
        catch (SyntaxException)
        {
            return (count, false);
        }
    }
}
