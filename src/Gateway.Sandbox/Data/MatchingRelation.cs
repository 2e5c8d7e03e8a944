namespace Gateway.Sandbox.Data;

/// <summary>Those of another relation that have a certain value.</summary>
/// <param name="Of">Where to look.</param>
/// <param name="Field">A stored leaf of what is found there.</param>
/// <param name="Value">The value it must have.</param>
internal sealed record MatchingRelation(Relation Of, string Field, string Value) : Relation
{
    public override IReadOnlyList<Entity> Collect(Snapshot snapshot, Entity of) =>
        [.. Of.Collect(snapshot, of).Where(entity => Value.Equals(entity[Field] as string, StringComparison.Ordinal))];
}
