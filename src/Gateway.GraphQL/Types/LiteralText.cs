using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Literals as text, for messages and comparisons.</summary>
internal static class LiteralText
{
    private const int LongestInMessage = 1000;

    /// <summary>The literal as it was written, on one line and without spare space; cut where it would make a message too long.</summary>
    public static string PrintForMessage(ValueSyntax value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.Length <= LongestInMessage ? text.ToString() : $"{text.ToString(0, LongestInMessage)}...";
    }

    /// <summary>A text that is the same for two literals exactly if they are written alike, in whatever order objects name their fields.</summary>
    public static string PrintSorted(ValueSyntax value)
    {
        var text = new StringBuilder();
        Append(text, Sort(value));
        return text.ToString();
    }

    private static ValueSyntax Sort(ValueSyntax value) => value switch
    {
        ListValueSyntax list => new ListValueSyntax(list.Start, [.. list.Items.Select(Sort)]),
        ObjectValueSyntax fields => new ObjectValueSyntax(
            fields.Start,
            [
                .. fields.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal)
                    .Select(field => new ObjectFieldSyntax(field.Name, Sort(field.Value))),
            ]),
        _ => value,
    };

    private static void Append(StringBuilder text, ValueSyntax value)
    {
        string separator = "";
        switch (value)
        {
            case ListValueSyntax list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Append(text.Append(separator), item);
                    separator = ", ";
                }

                text.Append(']');
                break;
            case ObjectValueSyntax fields:
                text.Append('{');
                foreach (var field in fields.Fields)
                {
                    Append(text.Append(separator).Append(field.Name.Value).Append(": "), field.Value);
                    separator = ", ";
                }

                text.Append('}');
                break;
            default:
                text.Append(ValuePrinter.PrintLeaf(value));
                break;
        }
    }
}
