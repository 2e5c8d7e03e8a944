using System.Collections.Immutable;
using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Execution;

/// <summary>Why a field has no value. The walk adds where: path and locations.</summary>
/// <param name="Message">Fit for the caller.</param>
public sealed record FieldFault(string Message)
{
    /// <summary>A JSON object in UTF-8, written as it is; empty for none.</summary>
    public ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>Where in the document, if that is not the field itself but a part of it; null for the field.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Where below the field the failure happened, if it was further down and nulled this field; else empty.</summary>
    public ImmutableArray<PathSegment> Below { get; init; } = [];
}
