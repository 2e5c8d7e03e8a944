using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Planning;

/// <summary>The selection sets below the fields that were merged into one, as a key: the same sets on the same type make the same plan.</summary>
/// <param name="type">The declared type of the field.</param>
/// <param name="sets">In the order of the document; compared by reference.</param>
internal readonly struct MergedSelection(NamedType type, ImmutableArray<SelectionSetSyntax> sets) : IEquatable<MergedSelection>
{
    public NamedType Type { get; } = type;

    public ImmutableArray<SelectionSetSyntax> Sets { get; } = sets;

    public bool Equals(MergedSelection other) =>
        ReferenceEquals(Type, other.Type) && Sets.AsSpan().SequenceEqual(other.Sets.AsSpan(), ReferenceEqualityComparer.Instance);

    public override bool Equals(object? obj) => obj is MergedSelection other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(RuntimeHelpers.GetHashCode(Type));
        foreach (var set in Sets)
        {
            hash.Add(RuntimeHelpers.GetHashCode(set));
        }

        return hash.ToHashCode();
    }
}
