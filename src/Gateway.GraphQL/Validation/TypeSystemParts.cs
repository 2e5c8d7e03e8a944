using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation;

/// <summary>What one type system definition names and applies, where it stands in a document to be executed.</summary>
internal sealed class TypeSystemParts
{
    public TypeSystemParts(TypeSystemSyntax definition)
    {
        switch (definition)
        {
            case SchemaSyntax schema:
                Directives.Add((schema.Directives, "SCHEMA"));
                TypeNames.AddRange(schema.RootTypes.Select(root => root.Type));
                break;
            case DirectiveDefinitionSyntax directive:
                AddInputs(directive.Arguments, "ARGUMENT_DEFINITION");
                break;
            case TypeDefinitionSyntax type:
                Add(type);
                break;
        }
    }

    public List<NamedTypeSyntax> TypeNames { get; } = [];

    /// <summary>The directives of each place, and which kind of place that is.</summary>
    public List<(ImmutableArray<DirectiveSyntax> Directives, string Location)> Directives { get; } = [];

    public List<ValueSyntax> DefaultValues { get; } = [];

    private void Add(TypeDefinitionSyntax type)
    {
        Directives.Add((type.Directives, LocationOf(type)));
        switch (type)
        {
            case FieldsTypeSyntax fields:
                TypeNames.AddRange(fields.Interfaces);
                foreach (var field in fields.Fields)
                {
                    AddInputs(field.Arguments, "ARGUMENT_DEFINITION");
                    TypeNames.Add(NamedBy(field.Type));
                    Directives.Add((field.Directives, "FIELD_DEFINITION"));
                }

                break;
            case InputObjectTypeSyntax input:
                AddInputs(input.Fields, "INPUT_FIELD_DEFINITION");
                break;
            case UnionTypeSyntax union:
                TypeNames.AddRange(union.Members);
                break;
            case EnumTypeSyntax values:
                Directives.AddRange(values.Values.Select(value => (value.Directives, "ENUM_VALUE")));
                break;
        }
    }

    private void AddInputs(ImmutableArray<InputValueDefinitionSyntax> inputs, string location)
    {
        foreach (var input in inputs)
        {
            TypeNames.Add(NamedBy(input.Type));
            Directives.Add((input.Directives, location));
            if (input.DefaultValue is { } value)
            {
                DefaultValues.Add(value);
            }
        }
    }

    private static NamedTypeSyntax NamedBy(TypeSyntax type) => type switch
    {
        NonNullTypeSyntax nonNull => NamedBy(nonNull.NullableType),
        ListTypeSyntax list => NamedBy(list.ItemType),
        _ => (NamedTypeSyntax)type,
    };

    private static string LocationOf(TypeDefinitionSyntax type) => type switch
    {
        ScalarTypeSyntax => "SCALAR",
        ObjectTypeSyntax => "OBJECT",
        InterfaceTypeSyntax => "INTERFACE",
        UnionTypeSyntax => "UNION",
        EnumTypeSyntax => "ENUM",
        _ => "INPUT_OBJECT",
    };
}
