using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Tells what fits a line, in UTF-16 code units and without counting indentation.</summary>
internal static class ValueWidth
{
    private const int Line = 80;

    /// <summary>Whether a list or object, written on one line, is longer than a line may be.</summary>
    public static bool PassesLine(ValueSyntax value) => Rest(value, Line) < 0;

    /// <summary>Whether a field, written on one line, is longer than a line may be.</summary>
    /// <param name="prefix">The length of what stands before the parenthesis.</param>
    /// <param name="arguments">At least one.</param>
    public static bool PassesLine(int prefix, ImmutableArray<ArgumentSyntax> arguments)
    {
        // The two parentheses weigh what the first argument, counted like the others, has too much: a separator.
        int rest = Line - prefix;
        foreach (var argument in arguments)
        {
            rest = rest < 0 ? rest : Rest(argument.Value, rest - argument.Name.Value.Length - 4);
        }

        return rest < 0;
    }

    /// <summary>Whether a value is printed on more than one line.</summary>
    public static bool SpansLines(ValueSyntax value) => value switch
    {
        StringValueSyntax { IsBlock: true } text => BlockStringPrinter.Print(text.Value).Contains('\n', StringComparison.Ordinal),
        ListValueSyntax list => PassesLine(list) || list.Items.Any(SpansLines),
        ObjectValueSyntax fields => PassesLine(fields) || fields.Fields.Any(field => SpansLines(field.Value)),
        _ => false,
    };

    /// <summary>Whether an argument of one of these directives is printed on more than one line.</summary>
    public static bool SpansLines(ImmutableArray<DirectiveSyntax> directives) =>
        directives.Any(directive => directive.Arguments.Any(argument => SpansLines(argument.Value)));

    // What is left of so much room after a value; negative, as soon as that is known, if it does not fit.
    private static int Rest(ValueSyntax value, int room) => value switch
    {
        _ when room < 0 => room,
        ListValueSyntax list => Rest(list, room - 2),
        ObjectValueSyntax fields => Rest(fields, room - 4),
        StringValueSyntax text when text.Value.Length > room => room - text.Value.Length,
        _ => room - ValuePrinter.PrintLeaf(value).Length,
    };

    private static int Rest(ListValueSyntax list, int room)
    {
        for (int i = 0; i < list.Items.Length && room >= 0; i++)
        {
            room = Rest(list.Items[i], i == 0 ? room : room - 2);
        }

        return room;
    }

    private static int Rest(ObjectValueSyntax value, int room)
    {
        for (int i = 0; i < value.Fields.Length && room >= 0; i++)
        {
            var field = value.Fields[i];
            room = Rest(field.Value, room - field.Name.Value.Length - (i == 0 ? 2 : 4));
        }

        return room;
    }
}
