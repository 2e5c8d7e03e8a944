using System.Text.Json;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Execution;

/// <summary>Answers <c>__schema</c> and <c>__type</c> from the schema itself.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema-Introspection</remarks>
internal sealed class IntrospectionSource(Schema schema) : IFieldSource
{
    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field)
    {
        if (field.Meta == MetaField.Schema)
        {
            return SourceValue.Object(schema);
        }

        if (field.Meta == MetaField.Type)
        {
            return TypeValue(TypeNamed(run.Arguments(field)));
        }

        string name = field.Definition.Name;
        return parent.Reference switch
        {
            Schema => OfSchema(name),
            TypeRef type => OfType(run, type, field),
            FieldDefinition definition => OfField(run, definition, field),
            InputDefinition input => OfInput(input, name),
            EnumValueDefinition value => OfEnumValue(value, name),
            DirectiveDefinition directive => OfDirective(run, directive, field),
            _ => SourceValue.Null,
        };
    }

    public int Count(in SourceValue list) => ((IReadOnlyList<object>)list.Reference!).Count;

    public SourceValue Item(OperationRun run, in SourceValue list, int index)
    {
        object item = ((IReadOnlyList<object>)list.Reference!)[index];
        return item is string ? SourceValue.Leaf(item) : SourceValue.Object(item);
    }

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem)
    {
        problem = "Introspection has no abstract types.";
        return null;
    }

    public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output)
    {
        switch (leaf.Reference)
        {
            case bool truth:
                output.Append(truth ? "true"u8 : "false"u8);
                break;
            case string text:
                output.AppendJsonString(text);
                break;
        }

        return null;
    }

    private SourceValue OfSchema(string name) => name switch
    {
        "description" => Text(schema.Description),
        "types" => List(schema.Types.Select(type => type.Reference)),
        "queryType" => TypeValue(schema.Query.Reference),
        "mutationType" => TypeValue(schema.Mutation?.Reference),
        "subscriptionType" => TypeValue(schema.Subscription?.Reference),
        "directives" => List(schema.DirectiveDefinitions),
        _ => SourceValue.Null,
    };

    private SourceValue OfType(OperationRun run, TypeRef type, FieldPlan field)
    {
        if (type is not NamedTypeRef { Type: var named })
        {
            return field.Definition.Name switch
            {
                "kind" => Text(type is ListTypeRef ? "LIST" : "NON_NULL"),
                "ofType" => TypeValue(type is ListTypeRef list ? list.Item : ((NonNullTypeRef)type).Inner),
                _ => SourceValue.Null,
            };
        }

        return field.Definition.Name switch
        {
            "kind" => Text(KindOf(named)),
            "name" => Text(named.Name),
            "description" => Text(named.Description),
            "specifiedByURL" => Text((named as ScalarType)?.SpecifiedBy),
            "fields" when named is FieldsType fields =>
                List(fields.Fields.Where(definition => definition.DeprecationReason is null || IncludesDeprecated(run, field))),
            "interfaces" when named is FieldsType fields => List(fields.Interfaces.Select(type => type.Reference)),
            "possibleTypes" when named is InterfaceType => List(schema.PossibleTypesInOrder(named).Select(type => type.Reference)),
            "possibleTypes" when named is UnionType union => List(union.Members.Select(type => type.Reference)),
            "enumValues" when named is EnumType choice =>
                List(choice.Values.Where(value => value.DeprecationReason is null || IncludesDeprecated(run, field))),
            "inputFields" when named is InputObjectType input =>
                List(input.Fields.Where(value => value.DeprecationReason is null || IncludesDeprecated(run, field))),
            "isOneOf" when named is InputObjectType input => Truth(input.IsOneOf),
            _ => SourceValue.Null,
        };
    }

    private static SourceValue OfField(OperationRun run, FieldDefinition definition, FieldPlan field) => field.Definition.Name switch
    {
        "name" => Text(definition.Name),
        "description" => Text(definition.Description),
        "args" => List(definition.Arguments.Where(value => value.DeprecationReason is null || IncludesDeprecated(run, field))),
        "type" => TypeValue(definition.Type),
        "isDeprecated" => Truth(definition.DeprecationReason is not null),
        "deprecationReason" => Text(definition.DeprecationReason),
        _ => SourceValue.Null,
    };

    private static SourceValue OfInput(InputDefinition input, string name) => name switch
    {
        "name" => Text(input.Name),
        "description" => Text(input.Description),
        "type" => TypeValue(input.Type),
        "defaultValue" => Text(input.DefaultValue is null ? null : Language.Printer.Print(input.DefaultValue)),
        "isDeprecated" => Truth(input.DeprecationReason is not null),
        "deprecationReason" => Text(input.DeprecationReason),
        _ => SourceValue.Null,
    };

    private static SourceValue OfEnumValue(EnumValueDefinition value, string name) => name switch
    {
        "name" => Text(value.Name),
        "description" => Text(value.Description),
        "isDeprecated" => Truth(value.DeprecationReason is not null),
        "deprecationReason" => Text(value.DeprecationReason),
        _ => SourceValue.Null,
    };

    private static SourceValue OfDirective(OperationRun run, DirectiveDefinition directive, FieldPlan field) => field.Definition.Name switch
    {
        "name" => Text(directive.Name),
        "description" => Text(directive.Description),
        "isRepeatable" => Truth(directive.IsRepeatable),
        "locations" => List(directive.Locations),
        "args" => List(directive.Arguments.Where(value => value.DeprecationReason is null || IncludesDeprecated(run, field))),
        _ => SourceValue.Null,
    };

    private NamedTypeRef? TypeNamed(ReadOnlyMemory<byte> arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        return schema.Type(json.RootElement.GetProperty("name").GetString()!)?.Reference;
    }

    private static bool IncludesDeprecated(OperationRun run, FieldPlan field)
    {
        using var json = JsonDocument.Parse(run.Arguments(field));
        return json.RootElement.TryGetProperty("includeDeprecated", out var given) && given.ValueKind == JsonValueKind.True;
    }

    private static string KindOf(NamedType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        _ => "INPUT_OBJECT",
    };

    private static SourceValue Text(string? text) => text is null ? SourceValue.Null : SourceValue.Leaf(text);

    private static SourceValue Truth(bool truth) => SourceValue.Leaf(truth);

    private static SourceValue TypeValue(TypeRef? type) => type is null ? SourceValue.Null : SourceValue.Object(type);

    private static SourceValue List(IEnumerable<object> items) => SourceValue.List(items.ToArray());
}
