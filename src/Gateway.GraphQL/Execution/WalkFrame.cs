using System.Runtime.InteropServices;
using Gateway.GraphQL.Planning;

namespace Gateway.GraphQL.Execution;

/// <summary>One step on the way from the root to where a walk is: a field of an object, or an item of a list.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct WalkFrame
{
    internal WalkFrame(in SourceValue value, FieldPlan? field, int index) => (Value, Field, Index) = (value, field, index);

    /// <summary>The object whose field, or the list whose item, is being written.</summary>
    public SourceValue Value { get; }

    /// <summary>Null if this is an item of a list.</summary>
    public FieldPlan? Field { get; }

    /// <summary>The index of the item; -1 if this is a field.</summary>
    public int Index { get; }
}
