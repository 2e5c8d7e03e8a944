using Gateway.GraphQL.Types;

namespace Gateway.Schemas;

/// <summary>What became of asking an upstream for its schema.</summary>
/// <param name="Schema">Null if it did not tell.</param>
/// <param name="Fault">Why not, as one sentence; null if it did.</param>
internal sealed record IntrospectionOutcome(Schema? Schema, string? Fault);
