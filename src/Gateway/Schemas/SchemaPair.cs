using Gateway.GraphQL.Types;

namespace Gateway.Schemas;

/// <summary>What we know of Linear, and what we serve.</summary>
/// <param name="Slice">The upstream's API as far as it is re-exposed.</param>
/// <param name="Merged">The slice with the gateway's extensions.</param>
internal sealed record SchemaPair(Schema Slice, Schema Merged);
