using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Limits;

/// <summary>Finds the first limit that a document passes, before it is validated and so before what is expanded costs anything.</summary>
internal static class LimitCheck
{
    /// <summary>Null if the document keeps to all of them.</summary>
    /// <param name="document">Any document that parsed.</param>
    /// <param name="limits">What to keep to; each operation by itself where they are about operations.</param>
    public static LimitBreach? Find(DocumentSyntax document, SelectionLimits limits)
    {
        if (limits == SelectionLimits.None)
        {
            return null;
        }

        var written = new WrittenCounts(document);
        return Compare(DocumentLimit.Aliases, limits.Aliases, written.Aliases)
            ?? Compare(DocumentLimit.Directives, limits.Directives, written.Directives)
            ?? Compare(DocumentLimit.Fragments, limits.Fragments, written.Fragments)
            ?? FindInOperations(document, limits);
    }

    private static LimitBreach? FindInOperations(DocumentSyntax document, SelectionLimits limits)
    {
        var meter = new SelectionMeter(document);
        foreach (var operation in document.Definitions.OfType<OperationSyntax>())
        {
            var counts = meter.Of(operation.SelectionSet);
            var breach = Compare(DocumentLimit.RootFields, limits.RootFields, counts.Root)
                ?? Compare(DocumentLimit.Depth, limits.Depth, counts.Depth)
                ?? Compare(DocumentLimit.Fields, limits.Fields, counts.Fields);
            if (breach is not null)
            {
                return breach with { Operation = operation.Name?.Value ?? "" };
            }
        }

        return null;
    }

    private static LimitBreach? Compare(DocumentLimit limit, int maximum, long actual) =>
        actual > maximum ? new LimitBreach(limit, maximum, actual, IsAtLeast: actual == LimitBreach.Most) : null;
}
