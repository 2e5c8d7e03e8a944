using System.Text;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Makes up token streams, and changes those of documents: tokens left out, doubled, swapped, put in, nested.</summary>
internal sealed class RandomTokens(Random random)
{
    private static readonly string[] Known =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "=", "|", "&", "...", "a", "b", "s", "f", "id", "on", "x", "y", "v", "Query", "Int", "In", "A", "B",
        "Node", "query", "mutation", "subscription", "fragment", "extend", "type", "input", "enum", "union", "interface", "scalar", "schema", "directive",
        "implements", "repeatable", "skip", "include", "if", "true", "false", "null", "__typename", "__schema", "0", "-1", "1.5", "2e9", "\"\"", "\"x\"",
        "\"\"\"\n y\n\"\"\"", "F", "@r", "$v: Int", "{ s }", "...F", "f(x: 1)", "@include(if: true)",
    ];

    public byte[] Stream()
    {
        var text = new StringBuilder();
        for (int i = random.Next(1, 80); i > 0; i--)
        {
            text.Append(Known[random.Next(Known.Length)]).Append(random.Next(6) == 0 ? "\n" : " ");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public byte[] Change(byte[] document)
    {
        var tokens = Cut(document);
        for (int i = random.Next(1, 5); i > 0 && tokens.Count > 0; i--)
        {
            int at = random.Next(tokens.Count);
            switch (random.Next(6))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, Known[random.Next(Known.Length)]);
                    break;
                case 2:
                    tokens[at] = Known[random.Next(Known.Length)];
                    break;
                case 3:
                    int other = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 4:
                    int length = random.Next(1, Math.Min(20, tokens.Count - at) + 1);
                    tokens.InsertRange(at, Enumerable.Repeat(tokens.GetRange(at, length), random.Next(1, 60)).SelectMany(part => part).ToList());
                    break;
                default:
                    tokens.RemoveRange(at, random.Next(1, Math.Min(20, tokens.Count - at) + 1));
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(string.Join(' ', tokens));
    }

    private static List<string> Cut(byte[] document)
    {
        List<string> tokens = [];
        var lexer = new Lexer(document);
        for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
        {
            tokens.Add(Encoding.UTF8.GetString(document, token.Start, token.End - token.Start));
        }

        return tokens;
    }
}
