using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Types have content, names that are not reserved, and types of the right direction in each place.</summary>
/// <remarks>
/// https://spec.graphql.org/September2025/#sec-Objects.Type-Validation, https://spec.graphql.org/September2025/#sec-Interfaces.Type-Validation,
/// https://spec.graphql.org/September2025/#sec-Unions.Type-Validation, https://spec.graphql.org/September2025/#sec-Enums.Type-Validation,
/// https://spec.graphql.org/September2025/#sec-Input-Objects.Type-Validation
/// </remarks>
internal sealed class TypeRules(SchemaDraft draft)
{
    public void Check()
    {
        foreach (var (input, coordinate) in draft.Inputs)
        {
            Check(input, coordinate);
        }

        foreach (var directive in draft.Directives.Values.Where(directive => directive.Locations.IsEmpty))
        {
            draft.Faults.Add($"Directive @{directive.Name} must include 1 or more locations.", draft.Origins[directive].Place);
        }

        foreach (var type in draft.Types.Values)
        {
            Check(type);
        }
    }

    private void Check(TypeDraft type)
    {
        switch (type.Type)
        {
            case FieldsType fields:
                RequireAny(fields.Fields.Length, $"Type {type.Name} must define one or more fields.", type);
                foreach (var field in fields.Fields)
                {
                    Check(field);
                }

                break;
            case UnionType union:
                // Members that were refused are a fault already, and not the absence of any.
                int members = type.All<UnionTypeSyntax, NamedTypeSyntax>(part => part.Members).Count();
                RequireAny(members, $"Union type {union.Name} must define one or more member types.", type);
                break;
            case EnumType values:
                RequireAny(values.Values.Length, $"Enum type {type.Name} must define one or more values.", type);
                foreach (var value in values.Values)
                {
                    CheckName(value.Name, draft.Origins[value].Place);
                }

                break;
            case InputObjectType input:
                RequireAny(input.Fields.Length, $"Input Object type {type.Name} must define one or more fields.", type);
                CheckOneOf(type, input);
                break;
        }
    }

    private void RequireAny(int count, string message, TypeDraft type)
    {
        if (count == 0)
        {
            draft.Faults.Add(message, type.Places);
        }
    }

    private void Check(FieldDefinition field)
    {
        var origin = draft.Origins[field];
        CheckName(field.Name, origin.Place);
        if (!field.Type.Named.IsOutput)
        {
            draft.Faults.Add($"The type of {field} must be Output Type but got: {field.Type}.", origin.TypePlace);
        }
    }

    private void Check(InputDefinition input, string coordinate)
    {
        var origin = draft.Origins[input];
        CheckName(input.Name, origin.Place);
        if (!input.Type.Named.IsInput)
        {
            draft.Faults.Add($"The type of {coordinate} must be Input Type but got: {input.Type}.", coordinate[0] == '@' ? origin.Place : origin.TypePlace);
        }

        if (input.IsRequired && Deprecation.Find(input.Directives) is { } deprecated)
        {
            string what = coordinate.EndsWith(')') ? "argument" : "input field";
            draft.Faults.Add($"Required {what} {coordinate} cannot be deprecated.", new Place(origin.Source, deprecated), origin.TypePlace);
        }
    }

    private void CheckName(string name, Place place)
    {
        if (DefinitionReader.IsReserved(name))
        {
            draft.Faults.Add(DefinitionReader.ReservedName(name), place);
        }
    }

    // https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects
    private void CheckOneOf(TypeDraft type, InputObjectType input)
    {
        foreach (var (part, source) in type.Parts.Where(part => part.Syntax.IsExtension))
        {
            foreach (var directive in part.Directives.Where(directive => directive.Name.Value == "oneOf"))
            {
                draft.Faults.Add("The directive \"@oneOf\" must not be provided by an extension.", new Place(source, directive));
            }
        }

        foreach (var field in input.IsOneOf ? input.Fields : [])
        {
            var origin = draft.Origins[field];
            if (field.Type.IsNonNull)
            {
                draft.Faults.Add($"OneOf input field {type.Name}.{field.Name} must be nullable.", origin.TypePlace);
            }

            if (field.DefaultValue is not null)
            {
                draft.Faults.Add($"OneOf input field {type.Name}.{field.Name} cannot have a default value.", origin.Place);
            }
        }
    }
}
