using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Planning;

/// <summary>The arguments of a field: coerced when the plan was made if they are constant, else once for each run.</summary>
public sealed class ArgumentsPlan
{
    private ArgumentsPlan(ReadOnlyMemory<byte> constant, int slot, ImmutableArray<ArgumentSyntax> nodes) =>
        (Constant, Slot, Nodes) = (constant, slot, nodes);

    /// <summary>A field that has no arguments, or none that is given or has a default.</summary>
    public static ArgumentsPlan None { get; } = new("{}"u8.ToArray(), -1, []);

    /// <summary>Canonical JSON object of the coerced values; empty if <see cref="Slot"/> is not -1.</summary>
    public ReadOnlyMemory<byte> Constant { get; }

    /// <summary>The index among the run's arguments that depend on variables; -1 for a constant.</summary>
    public int Slot { get; }

    /// <summary>As written.</summary>
    public ImmutableArray<ArgumentSyntax> Nodes { get; }

    internal static ArgumentsPlan OfConstant(ReadOnlyMemory<byte> json, ImmutableArray<ArgumentSyntax> nodes) => new(json, -1, nodes);

    internal static ArgumentsPlan OfVariables(int slot, ImmutableArray<ArgumentSyntax> nodes) => new(default, slot, nodes);
}
