using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Planning;

namespace Gateway.GraphQL.Execution;

/// <summary>A part of an answer that is still to come.</summary>
/// <param name="Id">By which later messages name it.</param>
/// <param name="Path">The object that it belongs to.</param>
/// <param name="Fragment">What of it is to come.</param>
public sealed record PendingFragment(int Id, ImmutableArray<PathSegment> Path, DeferredFragment Fragment)
{
    /// <summary>Its fields as a JSON object, once they are there; empty if a null must go further up than they are.</summary>
    public ReadOnlyMemory<byte> Data { get; internal set; }

    /// <summary>What went wrong with it.</summary>
    public ImmutableArray<GraphQLError> Errors { get; internal set; } = [];
}
