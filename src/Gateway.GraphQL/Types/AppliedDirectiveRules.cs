using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Directives applied in a schema are defined, stand where they may, no more often than they may, and have fitting arguments.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Validation.Directives</remarks>
internal sealed class AppliedDirectiveRules(SchemaDraft draft)
{
    public void Check()
    {
        foreach (var site in draft.Sites)
        {
            Check(site);
        }
    }

    private void Check(DirectiveSite site)
    {
        var repeated = new RepeatedNames(draft.Faults);
        Dictionary<string, Place> seen = [];
        foreach (var (directive, source) in site.Applied)
        {
            string name = directive.Name.Value;
            var place = new Place(source, directive);
            if (!draft.Directives.TryGetValue(name, out var definition))
            {
                draft.Faults.Add($"Unknown directive \"@{name}\".", place);
                CheckArgumentNames(directive, source);
                continue;
            }

            if (!definition.Locations.Contains(site.Location))
            {
                draft.Faults.Add($"Directive \"@{name}\" may not be used on {site.Location}.", place);
            }

            if (!seen.TryAdd(name, place) && !definition.IsRepeatable)
            {
                repeated.Add(seen[name], place, name);
            }

            CheckArgumentNames(directive, source);
            CheckArguments(directive, definition, source);
        }

        repeated.Report(name => $"The directive \"@{name}\" can only be used once at this location.");
    }

    private void CheckArgumentNames(DirectiveSyntax directive, SourceText source)
    {
        foreach (var same in directive.Arguments.GroupBy(argument => argument.Name.Value).Where(same => same.Skip(1).Any()))
        {
            draft.Faults.Add(
                $"There can be only one argument named \"{same.Key}\".", [.. same.Select(argument => new Place(source, argument.Name))]);
        }

        foreach (var (first, again) in directive.Arguments.SelectMany(argument => LiteralFieldNames.Repeated(argument.Value)))
        {
            draft.Faults.Add($"There can be only one input field named \"{again}\".", new Place(source, first), new Place(source, again));
        }
    }

    private void CheckArguments(DirectiveSyntax directive, DirectiveDefinition definition, SourceText source)
    {
        var literals = new LiteralCheck((message, node) => draft.Faults.Add(message, new Place(source, node)), () => draft.Faults.IsFull);
        foreach (var argument in directive.Arguments)
        {
            string name = argument.Name.Value;
            if (definition.Argument(name) is { } known)
            {
                literals.Check(argument.Value, known.Type);
            }
            else
            {
                string hint = Suggestions.DidYouMean(Suggestions.Near(name, definition.Arguments.Select(known => known.Name)));
                draft.Faults.Add($"Unknown argument \"{name}\" on directive \"@{definition.Name}\".{hint}", new Place(source, argument));
            }
        }

        foreach (var required in definition.Arguments.Where(argument => argument.IsRequired && directive.Argument(argument.Name) is null))
        {
            draft.Faults.Add(
                $"Directive \"@{definition.Name}\" argument \"{required.Name}\" of type \"{required.Type}\" is required, but it was not provided.",
                new Place(source, directive));
        }
    }
}
