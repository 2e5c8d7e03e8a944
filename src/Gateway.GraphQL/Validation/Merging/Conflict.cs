using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>Why two fields of one response name cannot both be answered.</summary>
/// <param name="Name">The response name.</param>
/// <param name="Reason">Words that follow "because".</param>
/// <param name="First">The first field, and those below it that the reason speaks of.</param>
/// <param name="Other">The same of the other field.</param>
internal sealed record Conflict(string Name, string Reason, List<FieldSyntax> First, List<FieldSyntax> Other)
{
    // Conflicts below conflicts add up; an error is read by people.
    private const int LongestReason = 1000;
    private const int MostFields = 20;

    /// <summary>The one conflict that conflicts below two fields amount to.</summary>
    public static Conflict Below(string name, FieldSyntax first, FieldSyntax other, List<Conflict> below)
    {
        string reason = string.Join(" and ", below.Take(100).Select(conflict => $"subfields \"{conflict.Name}\" conflict because {conflict.Reason}"));
        return new Conflict(
            name,
            reason.Length <= LongestReason ? reason : $"{reason.AsSpan(0, LongestReason)}...",
            Gather(first, below.Select(conflict => conflict.First)),
            Gather(other, below.Select(conflict => conflict.Other)));
    }

    private static List<FieldSyntax> Gather(FieldSyntax field, IEnumerable<List<FieldSyntax>> below)
    {
        List<FieldSyntax> fields = [field];
        foreach (var part in below)
        {
            // The last of a part are the deepest, where the conflict is.
            fields.AddRange(part.TakeLast(MostFields - fields.Count));
        }

        return fields;
    }
}
