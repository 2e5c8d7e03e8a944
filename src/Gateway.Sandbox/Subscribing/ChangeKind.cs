using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Subscribing;

/// <summary>What a field of <c>Subscription</c> tells, by its name: <c>issueUpdated</c> that an issue is another one than before.</summary>
internal sealed class ChangeKind
{
    private static readonly string[] Verbs = ["Created", "Updated", "Deleted", "Archived"];

    private readonly string _verb;

    private ChangeKind(string type, string verb) => (Type, _verb) = (type, verb);

    public string Type { get; }

    /// <summary>Whether it tells of what is there no more; activities that gave way to the next count as archived.</summary>
    public bool IsOfGone => _verb is "Deleted" or "Archived";

    public static ChangeKind Of(string field)
    {
        string verb = Verbs.First(verb => field.EndsWith(verb, StringComparison.Ordinal));
        return new ChangeKind(char.ToUpperInvariant(field[0]) + field[1..^verb.Length], verb);
    }

    /// <summary>Whether that is told of what was and what is; null where there is nothing.</summary>
    public bool Holds(Entity? before, Entity? after) => _verb switch
    {
        "Created" => before is null && after is not null,
        "Updated" => before is not null && after is not null && !ReferenceEquals(before, after),
        _ => before is not null && after is null,
    };
}
