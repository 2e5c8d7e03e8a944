using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Makes types and directives from what was defined: first all names, then what each consists of.</summary>
internal sealed class TypeFactory(SchemaDraft draft, TypeResolver resolver)
{
    private readonly MemberFactory _members = new(draft, resolver);

    public void MakeAll()
    {
        foreach (var type in draft.Types.Values.Concat(draft.Refused))
        {
            type.Type = Make(type);
        }

        foreach (var type in draft.Types.Values.Concat(draft.Refused))
        {
            Fill(type);
        }

        foreach (var (syntax, source) in draft.DirectiveSyntax.Values)
        {
            draft.Directives.Add(syntax.Name.Value, Make(syntax, source));
        }

        foreach (var (syntax, source) in draft.RefusedDirectives)
        {
            _members.Arguments([(syntax.Arguments, source)], $"@{syntax.Name}");
        }

        foreach (var directive in draft.BuiltIns.Directives)
        {
            draft.Directives.TryAdd(directive.Name, directive);
        }
    }

    private NamedType Make(TypeDraft type)
    {
        string name = type.Name;
        string? description = type.Definition.Description?.Value;
        var site = new DirectiveSite(LocationOf(type.Definition), [.. type.All<TypeDefinitionSyntax, DirectiveSyntax>(part => part.Directives)]);
        draft.Sites.Add(site);
        NamedType made = type.Definition switch
        {
            ScalarTypeSyntax => new ScalarType(name, description) { SpecifiedBy = SpecifiedBy(site.Directives) },
            ObjectTypeSyntax => new ObjectType(name, description),
            InterfaceTypeSyntax => new InterfaceType(name, description),
            UnionTypeSyntax => new UnionType(name, description),
            EnumTypeSyntax => new EnumType(name, description),
            _ => new InputObjectType(name, description) { IsOneOf = site.Directives.Any(directive => directive.Name.Value == "oneOf") },
        };
        made.Directives = site.Directives;
        return made;
    }

    private void Fill(TypeDraft type)
    {
        switch (type.Type)
        {
            case FieldsType fields:
                fields.Interfaces = Interfaces(type);
                fields.Fields = _members.Fields(type, fields);
                break;
            case UnionType union:
                union.Members = Members(type);
                break;
            case EnumType values:
                values.Values = _members.EnumValues(type);
                break;
            case InputObjectType input:
                input.Fields = _members.InputFields(type);
                break;
        }
    }

    private ImmutableArray<InterfaceType> Interfaces(TypeDraft type)
    {
        OrderedDictionary<string, InterfaceType> found = [];
        foreach (var (syntax, source) in type.All<FieldsTypeSyntax, NamedTypeSyntax>(part => part.Interfaces))
        {
            if (draft.Faults.IsFull)
            {
                break;
            }

            var named = resolver.Find(syntax, source);
            if (named is not InterfaceType contract)
            {
                if (!resolver.IsUnknown(named))
                {
                    draft.Faults.Add(
                        $"Type {type.Name} must only implement Interface types, it cannot implement {named.Name}.", [.. type.Implements(named.Name)]);
                }
            }
            else if (ReferenceEquals(named, type.Type))
            {
                draft.Faults.Add(
                    $"Type {type.Name} cannot implement itself because it would create a circular reference.", [.. type.Implements(named.Name)]);
            }
            else if (!found.TryAdd(named.Name, contract))
            {
                draft.Faults.Add($"Type {type.Name} can only implement {named.Name} once.", [.. type.Implements(named.Name)]);
            }
        }

        return [.. found.Values];
    }

    private ImmutableArray<ObjectType> Members(TypeDraft type)
    {
        OrderedDictionary<string, ObjectType> found = [];
        foreach (var (syntax, source) in type.All<UnionTypeSyntax, NamedTypeSyntax>(part => part.Members))
        {
            if (draft.Faults.IsFull)
            {
                break;
            }

            var named = resolver.Find(syntax, source);
            if (named is not ObjectType member)
            {
                if (!resolver.IsUnknown(named))
                {
                    draft.Faults.Add(
                        $"Union type {type.Name} can only include Object types, it cannot include {named.Name}.", [.. type.Includes(named.Name)]);
                }
            }
            else if (!found.TryAdd(named.Name, member))
            {
                draft.Faults.Add($"Union type {type.Name} can only include type {named.Name} once.", [.. type.Includes(named.Name)]);
            }
        }

        return [.. found.Values];
    }

    private DirectiveDefinition Make(DirectiveDefinitionSyntax syntax, SourceText source)
    {
        string name = syntax.Name.Value;
        var directive = new DirectiveDefinition(name, syntax.Description?.Value)
        {
            IsBuiltIn = draft.BuiltIns.Directives.Any(builtIn => builtIn.Name == name),
            IsRepeatable = syntax.IsRepeatable,
            Locations = [.. syntax.Locations.Select(location => location.Value)],
            Arguments = _members.Arguments([(syntax.Arguments, source)], $"@{name}"),
        };
        draft.Origins.Add(directive, new Origin(source, syntax));
        return directive;
    }

    private static string? SpecifiedBy(ImmutableArray<DirectiveSyntax> directives) =>
        (directives.FirstOrDefault(directive => directive.Name.Value == "specifiedBy")?.Argument("url") as StringValueSyntax)?.Value;

    private static string LocationOf(TypeDefinitionSyntax definition) => definition switch
    {
        ScalarTypeSyntax => "SCALAR",
        ObjectTypeSyntax => "OBJECT",
        InterfaceTypeSyntax => "INTERFACE",
        UnionTypeSyntax => "UNION",
        EnumTypeSyntax => "ENUM",
        _ => "INPUT_OBJECT",
    };
}
