using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>
/// Writes a schema as canonical SDL: what is built in left out, extensions merged, and of directives only those of the specification.
/// </summary>
public static class SchemaPrinter
{
    /// <summary>Definitions in the order of the schema, directives first. What is printed builds the same schema again.</summary>
    public static string Print(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        IEnumerable<string> definitions =
        [
            .. NeedsDefinition(schema) ? [PrintRoots(schema)] : Array.Empty<string>(),
            .. schema.DirectiveDefinitions.Where(directive => !directive.IsBuiltIn).Select(Print),
            .. schema.Types.Where(type => !type.IsBuiltIn).Select(Print),
        ];
        return string.Join("\n\n", definitions);
    }

    // A type that only happens to be named like a root must not become one when the text is read again.
    private static bool NeedsDefinition(Schema schema) =>
        schema.Description is not null
        || Enum.GetValues<OperationKind>().Any(kind => !ReferenceEquals(schema.Root(kind), schema.Type(kind.ToString())));

    private static string PrintRoots(Schema schema)
    {
        var roots = Enum.GetValues<OperationKind>()
            .Where(kind => schema.Root(kind) is not null)
            .Select(kind => $"  {RootKeyword(kind)}: {schema.Root(kind)!.Name}");
        return $"{Describe(schema.Description, "", true)}schema {{\n{string.Join('\n', roots)}\n}}";
    }

    private static string RootKeyword(OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        _ => "subscription",
    };

    private static string Print(DirectiveDefinition directive) =>
        $"{Describe(directive.Description, "", true)}directive @{directive.Name}{PrintArguments(directive.Arguments, "")}"
        + $"{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}";

    private static string Print(NamedType type) => Describe(type.Description, "", true) + type switch
    {
        ScalarType { SpecifiedBy: { } url } => $"scalar {type.Name} @specifiedBy(url: {Quote(url)})",
        ScalarType => $"scalar {type.Name}",
        FieldsType fields => $"{(type is ObjectType ? "type" : "interface")} {type.Name}{PrintInterfaces(fields)}{Block(fields.Fields, Print)}",
        UnionType union => $"union {type.Name} = {string.Join(" | ", union.Members.Select(member => member.Name))}",
        EnumType values => $"enum {type.Name}{Block(values.Values, Print)}",
        InputObjectType input => $"input {type.Name}{(input.IsOneOf ? " @oneOf" : "")}{Block(input.Fields, Print)}",
        _ => throw new ArgumentException($"{type.GetType().Name} is no kind of type.", nameof(type)),
    };

    private static string PrintInterfaces(FieldsType type) =>
        type.Interfaces.IsEmpty ? "" : $" implements {string.Join(" & ", type.Interfaces.Select(contract => contract.Name))}";

    private static string Block<T>(IEnumerable<T> members, Func<T, bool, string> print) =>
        $" {{\n{string.Join('\n', members.Select((member, index) => print(member, index == 0)))}\n}}";

    private static string Print(FieldDefinition field, bool isFirst) =>
        $"{Describe(field.Description, "  ", isFirst)}  {field.Name}{PrintArguments(field.Arguments, "  ")}: {field.Type}"
        + Deprecated(field.DeprecationReason);

    private static string Print(EnumValueDefinition value, bool isFirst) =>
        $"{Describe(value.Description, "  ", isFirst)}  {value.Name}{Deprecated(value.DeprecationReason)}";

    private static string Print(InputDefinition input, bool isFirst) => $"{Describe(input.Description, "  ", isFirst)}  {Print(input)}";

    private static string Print(InputDefinition input)
    {
        string value = input.DefaultValue is { } literal ? $" = {Printer.Print(literal)}" : "";
        return $"{input.Name}: {input.Type}{value}{Deprecated(input.DeprecationReason)}";
    }

    private static string PrintArguments(IReadOnlyCollection<InputDefinition> arguments, string indent)
    {
        if (arguments.Count == 0)
        {
            return "";
        }

        if (arguments.All(argument => argument.Description is null))
        {
            return $"({string.Join(", ", arguments.Select(Print))})";
        }

        string inner = indent + "  ";
        var lines = arguments.Select((argument, index) => $"{Describe(argument.Description, inner, index == 0)}{inner}{Print(argument)}");
        return $"(\n{string.Join('\n', lines)}\n{indent})";
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        Deprecation.DefaultReason => " @deprecated",
        _ => $" @deprecated(reason: {Quote(reason)})",
    };

    private static string Quote(string text) => Printer.Print(new StringValueSyntax(0, text, false));

    /// <summary>A description with the line end behind it; empty if there is none.</summary>
    private static string Describe(string? description, string indent, bool isFirst)
    {
        if (description is null)
        {
            return "";
        }

        var text = new StringBuilder(isFirst ? "" : "\n");
        string literal = Printer.Print(new StringValueSyntax(0, description, FitsBlockString(description)));
        foreach (string line in literal.Split('\n'))
        {
            text.Append(indent).Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether a block string gives back just this text: it drops blank lines at its ends and what all lines are indented by.</summary>
    private static bool FitsBlockString(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text.Any(c => c < ' ' && c is not ('\n' or '\t')))
        {
            return false;
        }

        string[] lines = text.Split('\n');
        return !IsBlank(lines[0])
            && !IsBlank(lines[^1])
            && (lines.Length == 1 || lines.Any(line => !IsBlank(line) && line[0] is not (' ' or '\t')));
    }

    private static bool IsBlank(string line) => line.AsSpan().Trim(" \t").IsEmpty;
}
