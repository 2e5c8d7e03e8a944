using Gateway.GraphQL.Types;

namespace Gateway.Schemas;

/// <summary>What we know of Linear, and what we serve.</summary>
/// <param name="file">The upstream's API as far as it is re-exposed: valid together with the extensions, and hardly ever only so.</param>
/// <param name="merged">The slice with the gateway's extensions.</param>
internal sealed class SchemaPair(SchemaFile file, Schema merged)
{
    // To serve, the merged one is enough, and building takes its time: most starts never need both.
    private readonly Lazy<Schema> _slice = new(() => SchemaLoader.Build(file, []) ?? merged);

    public Schema Slice => _slice.Value;

    public Schema Merged { get; } = merged;
}
