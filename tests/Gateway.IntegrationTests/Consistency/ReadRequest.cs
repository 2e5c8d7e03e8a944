namespace Gateway.IntegrationTests.Consistency;

/// <summary>A query that shows versions.</summary>
/// <param name="Body">The request, ready to be posted.</param>
/// <param name="Least">How many entities its answer shows at least.</param>
internal readonly record struct ReadRequest(byte[] Body, int Least);
