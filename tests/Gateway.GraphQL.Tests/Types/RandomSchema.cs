using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.GraphQL.Tests.Types;

/// <summary>Writes random valid SDL with all that introspection can tell of.</summary>
internal sealed class RandomSchema(int seed)
{
    private static readonly string[] Texts = ["Plain.", "Two\nlines.", "  indented", "\"quoted\" and \\back\\", "caf\u00e9 \U0001F642", "ends with a quote\"", "", " \n ", "tab\there"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _sdl = new();

    public string Text()
    {
        int count = 1 + _random.Next(4);
        _sdl.Append(CultureInfo.InvariantCulture, $"{Describe()}schema {{ query: Start{(_random.Next(2) == 0 ? " mutation: T0" : "")} }}\n");
        _sdl.Append(CultureInfo.InvariantCulture, $"{Describe()}directive @d(a: Int = {_random.Next(9)}, b: [In0!] = [{{ n: 1 }}]{Deprecated()}) {(_random.Next(2) == 0 ? "repeatable " : "")}on FIELD | OBJECT\n");
        _sdl.Append(CultureInfo.InvariantCulture, $"{Describe()}scalar Url{(_random.Next(2) == 0 ? " @specifiedBy(url: \"https://example.org/\\\"\")" : "")}\n");
        _sdl.Append(CultureInfo.InvariantCulture, $"type Start {{ a: Int }}\n{Describe()}interface I {{ {Describe()}i: Int{Deprecated()} }}\ninterface J implements I {{ i: Int j(x: [E0!]): [I] }}\n");
        for (int i = 0; i < count; i++)
        {
            _sdl.Append(CultureInfo.InvariantCulture, $"{Describe()}type T{i}{(_random.Next(2) == 0 ? " implements I & J" : "")} {{ i: Int j(x: [E0!]): [I] {Fields(count)} }}\n");
            _sdl.Append(CultureInfo.InvariantCulture, $"{Describe()}union U{i} = T{i}{(_random.Next(2) == 0 ? " | Start" : "")}\n");
            _sdl.Append(CultureInfo.InvariantCulture, $"{Describe()}enum E{i} {{ {Describe()}ONE{Deprecated()} two {Describe()}Three }}\n");
            _sdl.Append(CultureInfo.InvariantCulture, $"{Describe()}input In{i} {{ n: Int! = {_random.Next(9)} {Describe()}t: String = {Literal()}{Deprecated()} deep: [[In{i}!]] }}\n");
            _sdl.Append(CultureInfo.InvariantCulture, $"input One{i} @oneOf {{ a: Int {Describe()}b: In{i} }}\n");
        }

        return _sdl.ToString();
    }

    private string Fields(int count)
    {
        var fields = new StringBuilder();
        for (int i = 0; i <= _random.Next(4); i++)
        {
            string argument = _random.Next(3) switch
            {
                0 => "",
                1 => $"(x: In{_random.Next(count)} = {{ t: {Literal()} }})",
                _ => $"({Describe()}x: E{_random.Next(count)}! = two{Deprecated()} y: [Float] = [1.50, null])",
            };
            string type = _random.Next(4) switch { 0 => "[[Int!]!]!", 1 => $"U{_random.Next(count)}", 2 => "[Url]!", _ => $"T{_random.Next(count)}!" };
            fields.Append(CultureInfo.InvariantCulture, $" {Describe()}f{i}{argument}: {type}{Deprecated()}");
        }

        return fields.ToString();
    }

    private string Literal() => JsonSerializer.Serialize(Texts[_random.Next(Texts.Length)]);

    private string Describe() => _random.Next(3) == 0 ? $"{Literal()} " : "";

    private string Deprecated() => _random.Next(5) switch { 0 => " @deprecated", 1 => $" @deprecated(reason: {Literal()})", _ => "" };
}
