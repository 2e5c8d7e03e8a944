namespace Gateway.Linear;

/// <summary>One GraphQL request, ready to send.</summary>
/// <param name="Body">The JSON <c>{"query":…,"variables":…}</c> in UTF-8. Must not change until the reply is there.</param>
public sealed record UpstreamRequest(ReadOnlyMemory<byte> Body);
