namespace Gateway.Http;

/// <summary>Stops the reading of a request; caught by <see cref="GraphQLRequestReader"/>.</summary>
/// <param name="message">For the caller.</param>
internal sealed class RequestException(string message) : Exception(message);
