using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Every fragment is reached from some operation.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragments-Must-Be-Used</remarks>
internal sealed class NoUnusedFragments(ValidationRun run) : Rule(run)
{
    public override void LeaveDocument()
    {
        HashSet<string> used = [];
        Stack<DefinitionSyntax> open = new(Run.Document.Definitions.OfType<OperationSyntax>());
        while (open.TryPop(out var definition))
        {
            foreach (var spread in Run.Uses[definition].Spreads)
            {
                if (used.Add(spread.Name.Value) && Run.Fragment(spread.Name.Value) is { } fragment)
                {
                    open.Push(fragment);
                }
            }
        }

        foreach (var fragment in Run.Document.Definitions.OfType<FragmentSyntax>().Where(fragment => !used.Contains(fragment.Name.Value)))
        {
            Run.Report($"Fragment \"{fragment.Name}\" is never used.", fragment);
        }
    }
}
