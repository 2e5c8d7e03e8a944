using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Literals as text, for messages and comparisons.</summary>
internal static class LiteralText
{
    private const int LongestInMessage = 1000;

    /// <summary>The literal in canonical text, cut where it would make a message too long.</summary>
    public static string PrintForMessage(ValueSyntax value)
    {
        string text = Printer.Print(value);
        return text.Length <= LongestInMessage ? text : $"{text.AsSpan(0, LongestInMessage)}...";
    }

    /// <summary>A text that is the same for two literals exactly if they are the same value, in whatever order objects name their fields.</summary>
    public static string PrintSorted(ValueSyntax value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ValueSyntax value)
    {
        switch (value)
        {
            case ListValueSyntax list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case ObjectValueSyntax fields:
                text.Append('{');
                foreach (var field in fields.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal))
                {
                    text.Append(field.Name.Value).Append(':');
                    Append(text, field.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case StringValueSyntax { IsBlock: true } block:
                text.Append(Printer.Print(new StringValueSyntax(block.Start, block.Value, false)));
                break;
            default:
                text.Append(Printer.Print(value));
                break;
        }
    }
}
