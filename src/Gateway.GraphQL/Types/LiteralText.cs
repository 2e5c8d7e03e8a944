using System.Globalization;
using System.Text;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Literals as text on one line, for messages and comparisons.</summary>
internal static class LiteralText
{
    private const int LongestInMessage = 1000;

    /// <summary>The literal in canonical text, its object fields in the order written.</summary>
    public static string Print(ValueSyntax value) => Append(new StringBuilder(), value, false).ToString();

    /// <summary>A text that is the same for two literals exactly if they are the same value, in whatever order objects name their fields.</summary>
    public static string PrintSorted(ValueSyntax value) => Append(new StringBuilder(), value, true).ToString();

    /// <summary>As <see cref="Print"/>, cut where it would make a message too long.</summary>
    public static string PrintForMessage(ValueSyntax value)
    {
        string text = Print(value);
        return text.Length <= LongestInMessage ? text : $"{text.AsSpan(0, LongestInMessage)}...";
    }

    private static StringBuilder Append(StringBuilder text, ValueSyntax value, bool sorted) => value switch
    {
        VariableSyntax variable => text.Append('$').Append(variable.Name),
        IntValueSyntax number => text.Append(number.Text),
        FloatValueSyntax number => text.Append(number.Text),
        StringValueSyntax { IsBlock: true } block when !sorted => AppendBlock(text, block.Value),
        StringValueSyntax quoted => AppendQuoted(text, quoted.Value),
        BooleanValueSyntax boolean => text.Append(boolean.Value ? "true" : "false"),
        EnumValueSyntax name => text.Append(name.Name),
        ListValueSyntax list => AppendList(text, list, sorted),
        ObjectValueSyntax fields => AppendObject(text, fields, sorted),
        _ => text.Append("null"),
    };

    private static StringBuilder AppendList(StringBuilder text, ListValueSyntax list, bool sorted)
    {
        string separator = "";
        text.Append('[');
        foreach (var item in list.Items)
        {
            Append(text.Append(separator), item, sorted);
            separator = ", ";
        }

        return text.Append(']');
    }

    private static StringBuilder AppendObject(StringBuilder text, ObjectValueSyntax value, bool sorted)
    {
        string separator = "";
        text.Append("{ ");
        foreach (var field in sorted ? value.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal) : value.Fields.AsEnumerable())
        {
            Append(text.Append(separator).Append(field.Name.Value).Append(": "), field.Value, sorted);
            separator = ", ";
        }

        return text.Append(" }");
    }

    private static StringBuilder AppendBlock(StringBuilder text, string value) =>
        text.Append("\"\"\"").Append(value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal)).Append("\"\"\"");

    private static StringBuilder AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or (>= '\u007F' and <= '\u009F') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"');
    }
}
