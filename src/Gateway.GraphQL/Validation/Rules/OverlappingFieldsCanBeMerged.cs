using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation.Merging;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Fields of one response name that may answer together mean the same thing.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Field-Selection-Merging</remarks>
internal sealed class OverlappingFieldsCanBeMerged : Rule
{
    private readonly SelectionReader _reader;
    private readonly List<SelectedFields> _sets = [];

    public OverlappingFieldsCanBeMerged(ValidationRun run)
        : base(run) => _reader = new SelectionReader(run);

    public override void EnterOperation(OperationSyntax operation) => _sets.Add(_reader.Read(operation));

    public override void EnterFragment(FragmentSyntax fragment) => _sets.Add(_reader.Read(fragment));

    public override void EnterField(FieldSyntax field, NamedType? parent, FieldDefinition? definition)
    {
        if (_reader.ReadBelow(new SelectedField(field, parent, definition)) is { } below)
        {
            _sets.Add(below);
        }
    }

    public override void LeaveDocument()
    {
        var suspicion = new Suspicion(_sets, _reader);
        if (suspicion.IsNone)
        {
            return;
        }

        var probe = new MergeProbe(Run, _reader, suspicion);
        var conflict = probe.Probe();
        if (probe.IsExhausted)
        {
            Run.Report("Fields overlap in too many ways to be checked.");
        }
        else if (conflict is var (first, other))
        {
            ReportAll(first, other);
        }
    }

    private void ReportAll(SelectedField first, SelectedField other)
    {
        var search = new ConflictSearch(_reader);
        bool isAny = false;
        foreach (var set in _sets)
        {
            foreach (var found in search.Within(set))
            {
                isAny = true;
                Report(found);
            }

            if (search.IsExhausted || Run.Faults.IsFull)
            {
                break;
            }
        }

        // The search may give up before it comes upon the conflict that is known to exist.
        if (!isAny && search.IsExhausted)
        {
            string reason = first.Name != other.Name
                ? $"\"{first.Name}\" and \"{other.Name}\" are different fields"
                : first.Arguments != other.Arguments
                    ? "they have differing arguments"
                    : $"they return conflicting types \"{first.Type}\" and \"{other.Type}\"";
            Report(new Conflict(first.Syntax.ResponseName, reason, [first.Syntax], [other.Syntax]));
        }
    }

    private void Report(Conflict conflict) => Run.Report(
        $"Fields \"{conflict.Name}\" conflict because {conflict.Reason}. "
        + "Use different aliases on the fields to fetch both if this was intentional.",
        [.. conflict.First, .. conflict.Other]);
}
