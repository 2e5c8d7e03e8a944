using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>No two fragments share a name.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragment-Name-Uniqueness</remarks>
internal sealed class UniqueFragmentNames(ValidationRun run) : Rule(run)
{
    private readonly Dictionary<string, NameSyntax> _known = [];

    public override void EnterFragment(FragmentSyntax fragment)
    {
        if (!_known.TryAdd(fragment.Name.Value, fragment.Name))
        {
            Run.Report($"There can be only one fragment named \"{fragment.Name}\".", _known[fragment.Name.Value], fragment.Name);
        }
    }
}
