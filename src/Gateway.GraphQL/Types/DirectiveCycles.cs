using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>No directive is used in its own definition, directly or through the types and directives that the definition uses.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Type-System.Directives.Type-Validation</remarks>
internal sealed class DirectiveCycles(SchemaDraft draft)
{
    public void Check()
    {
        var cyclic = new Reachability<object>(Uses).Cyclic(draft.Directives.Values);
        foreach (var directive in draft.Directives.Values.Where(cyclic.Contains))
        {
            draft.Faults.Add($"Directive \"@{directive.Name}\" cannot reference itself.", draft.Origins[directive].Place);
        }
    }

    private IEnumerable<object> Uses(object node) => node switch
    {
        DirectiveDefinition directive => directive.Arguments.SelectMany(Uses),
        InputObjectType input => Applied(input.Directives).Concat(input.Fields.SelectMany(Uses)),
        EnumType values => Applied(values.Directives).Concat(values.Values.SelectMany(value => Applied(value.Directives))),
        NamedType type => Applied(type.Directives),
        _ => [],
    };

    private IEnumerable<object> Uses(InputDefinition input) =>
        input.Type.Named.IsInput ? Applied(input.Directives).Append(input.Type.Named) : Applied(input.Directives);

    private IEnumerable<object> Applied(ImmutableArray<DirectiveSyntax> directives) =>
        directives.Select(directive => draft.Directives.GetValueOrDefault(directive.Name.Value)).OfType<object>();
}
