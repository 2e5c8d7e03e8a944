using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Execution;

/// <summary>Answers the fields of a walk. All calls are synchronous; what must be waited for is booked and answered as missing.</summary>
public interface IFieldSource
{
    /// <summary>The value of a field of an object that this source gave (or of the root value).</summary>
    SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field);

    /// <summary>The number of items of a list.</summary>
    int Count(in SourceValue list);

    SourceValue Item(OperationRun run, in SourceValue list, int index);

    /// <summary>The type of an object whose declared type is abstract; null if it cannot be told, with a reason if that is not
    /// simply that the value does not say it.</summary>
    ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem);

    /// <summary>Writes a leaf as one JSON value.</summary>
    /// <returns>Null when written; else why the value does not fit the type, and then nothing was written.</returns>
    string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output);

    /// <summary>
    /// The name of an object's type that the schema does not know, where it may stand for an abstract type all the same: then of all that is
    /// selected only <c>__typename</c> is written. Null, as for most sources, if the type must be known.
    /// </summary>
    string? ForeignTypeOf(in SourceValue value) => null;
}
