using System.Collections.Immutable;
using Gateway.GraphQL.Errors;

namespace Gateway.Stitching.Live;

/// <summary>Who is told of events, by one thread at a time. Must neither block nor throw.</summary>
public interface ILiveSubscriber
{
    /// <summary>A whole response, as JSON. It is shared with others, and stays as it is.</summary>
    void Next(ReadOnlyMemory<byte> response);

    /// <summary>Nothing more will be told, because of these errors.</summary>
    void Fail(ImmutableArray<GraphQLError> errors);
}
