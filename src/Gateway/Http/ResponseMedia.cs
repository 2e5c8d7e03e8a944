namespace Gateway.Http;

/// <summary>The media type of an answer.</summary>
internal enum ResponseMedia
{
    /// <summary>None that the client takes.</summary>
    None,

    /// <summary><c>application/json</c>: status 200 for all that is a GraphQL request, as clients of old expect it.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: the status tells whether the request was run.</summary>
    GraphQL,

    /// <summary><c>text/event-stream</c>: any number of answers.</summary>
    Events,
}
