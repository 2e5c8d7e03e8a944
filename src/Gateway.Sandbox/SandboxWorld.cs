using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox;

/// <summary>The data. Safe for concurrent use: readers keep one snapshot, and a change makes a new one.</summary>
public sealed class SandboxWorld
{
#pragma warning disable IDE0044 // Changes are coming.
    private volatile Snapshot _snapshot;
#pragma warning restore IDE0044

    internal SandboxWorld(Schema schema, SandboxOptions options) =>
        _snapshot = WorldSeeder.Seed(new WorldSchema(schema), options.Seed, options.Sessions);

    internal Snapshot Snapshot => _snapshot;

    /// <summary>The ids of all entities of a type, archived ones included, newest first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such type of entity.</exception>
    public IReadOnlyList<string> Ids(string type) => [.. _snapshot.Table(type).Newest.Select(entity => entity.Id)];
}
