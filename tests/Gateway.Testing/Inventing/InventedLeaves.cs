using System.Globalization;
using System.Text;
using Gateway.GraphQL.Types;

namespace Gateway.Testing.Inventing;

/// <summary>Makes up the JSON of leaves, in all the ways of writing that an upstream may choose.</summary>
internal static class InventedLeaves
{
    private static readonly string[] Texts = ["\"plain\"", "\"\"", "\"caf\\u00e9 \\/ \\\"x\\\"\"", "\"caf\u00e9 \U0001F642\"", "\"line\\nline\"", "\"\\ud83d\\ude42\""];
    private static readonly string[] Floats = ["0", "1.50", "-0.0", "1e3", "2.5E-7", "12345678901234"];
    private static readonly string[] Anything = ["\"{\\\"a\\\":1}\"", "{\"a\":[1,{\"b\":null}] }", "[]", "{}", "true", "3.10", "\"2026-01-02T03:04:05.678Z\""];

    /// <summary>A JSON value of a type, its null included.</summary>
    public static string Of(TypeRef type, Dice dice)
    {
        var text = new StringBuilder();
        Append(text, type, ref dice);
        return text.ToString();
    }

    private static void Append(StringBuilder text, TypeRef type, ref Dice dice)
    {
        if (type is not NonNullTypeRef && dice.Chance(15))
        {
            text.Append("null");
        }
        else if (type.Nullable is ListTypeRef list)
        {
            text.Append('[');
            int count = dice.Below(4);
            for (int i = 0; i < count; i++)
            {
                text.Append(i == 0 ? "" : ",");
                Append(text, list.Item, ref dice);
            }

            text.Append(']');
        }
        else
        {
            text.Append(Scalar(type.Named, ref dice));
        }
    }

    private static string Scalar(NamedType type, ref Dice dice) => type switch
    {
        EnumType choice => $"\"{choice.Values[dice.Below(choice.Values.Length)].Name}\"",
        ScalarType { Kind: ScalarKind.Boolean } => dice.Chance(50) ? "true" : "false",
        ScalarType { Kind: ScalarKind.Int } => (dice.Below(2000) - 1000).ToString(CultureInfo.InvariantCulture),
        ScalarType { Kind: ScalarKind.Float } => Floats[dice.Below(Floats.Length)],
        ScalarType { Kind: ScalarKind.Id } => $"\"{dice.Uuid()}\"",
        ScalarType { Kind: ScalarKind.String } => dice.Chance(40) ? Texts[dice.Below(Texts.Length)] : $"\"text {dice.Below(10_000)}\"",
        _ => Anything[dice.Below(Anything.Length)],
    };
}
