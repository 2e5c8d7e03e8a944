using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Execution;

/// <summary>Answers <c>__schema</c> and <c>__type</c> from the schema itself.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema-Introspection</remarks>
internal sealed class IntrospectionSource(Schema schema) : IFieldSource
{
    // A document may ask for the same lists below one another until its answer is as large as it may be.
    private readonly Dictionary<(object Owner, FieldDefinition Field, bool IncludesDeprecated), object[]> _lists = [];

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
            Schema => OfSchema(field),
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

    private SourceValue OfSchema(FieldPlan field) => field.Definition.Name switch
    {
        "description" => Text(schema.Description),
        "types" => Known(schema, field) ?? Keep(schema, field, schema.Types.Select(type => type.Reference)),
        "queryType" => TypeValue(schema.Query.Reference),
        "mutationType" => TypeValue(schema.Mutation?.Reference),
        "subscriptionType" => TypeValue(schema.Subscription?.Reference),
        "directives" => Known(schema, field) ?? Keep(schema, field, schema.DirectiveDefinitions),
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
            "fields" when named is FieldsType fields => List(run, named, field, fields.Fields, definition => definition.DeprecationReason),
            "interfaces" when named is FieldsType fields => Known(named, field) ?? Keep(named, field, fields.Interfaces.Select(type => type.Reference)),
            "possibleTypes" when named is InterfaceType =>
                Known(named, field) ?? Keep(named, field, schema.PossibleTypesInOrder(named).Select(type => type.Reference)),
            "possibleTypes" when named is UnionType union => Known(named, field) ?? Keep(named, field, union.Members.Select(type => type.Reference)),
            "enumValues" when named is EnumType choice => List(run, named, field, choice.Values, value => value.DeprecationReason),
            "inputFields" when named is InputObjectType input => List(run, named, field, input.Fields, value => value.DeprecationReason),
            "isOneOf" when named is InputObjectType input => Truth(input.IsOneOf),
            _ => SourceValue.Null,
        };
    }

    private SourceValue OfField(OperationRun run, FieldDefinition definition, FieldPlan field) => field.Definition.Name switch
    {
        "name" => Text(definition.Name),
        "description" => Text(definition.Description),
        "args" => List(run, definition, field, definition.Arguments, value => value.DeprecationReason),
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

    private SourceValue OfDirective(OperationRun run, DirectiveDefinition directive, FieldPlan field) => field.Definition.Name switch
    {
        "name" => Text(directive.Name),
        "description" => Text(directive.Description),
        "isRepeatable" => Truth(directive.IsRepeatable),
        "locations" => Known(directive, field) ?? Keep(directive, field, directive.Locations),
        "args" => List(run, directive, field, directive.Arguments, value => value.DeprecationReason),
        _ => SourceValue.Null,
    };

    private NamedTypeRef? TypeNamed(ReadOnlyMemory<byte> arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        return schema.Type(json.RootElement.GetProperty("name").GetString()!)?.Reference;
    }

    // The only argument of the fields that have it, and canonical.
    private static bool IncludesDeprecated(OperationRun run, FieldPlan field) =>
        run.Arguments(field).Span.SequenceEqual("{\"includeDeprecated\":true}"u8);

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

    private SourceValue List<T>(OperationRun run, object owner, FieldPlan field, ImmutableArray<T> items, Func<T, string?> deprecation)
        where T : class
    {
        bool includesDeprecated = IncludesDeprecated(run, field);
        return Known(owner, field, includesDeprecated)
            ?? Keep(owner, field, items.Where(item => includesDeprecated || deprecation(item) is null), includesDeprecated);
    }

    private SourceValue? Known(object owner, FieldPlan field, bool includesDeprecated = false) =>
        _lists.TryGetValue((owner, field.Definition, includesDeprecated), out object[]? list) ? SourceValue.List(list) : null;

    private SourceValue Keep(object owner, FieldPlan field, IEnumerable<object> items, bool includesDeprecated = false)
    {
        object[] list = items.ToArray();
        _lists.Add((owner, field.Definition, includesDeprecated), list);
        return SourceValue.List(list);
    }
}
