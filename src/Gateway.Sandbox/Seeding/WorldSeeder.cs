using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Makes a world of nothing but a seed.</summary>
internal static class WorldSeeder
{
    public static Snapshot Seed(WorldSchema schema, ulong seed, int sessions)
    {
        var world = new WorldDraft(schema, seed);
        PeopleSeeder.Seed(world);
        TeamSeeder.Seed(world);
        ExtrasSeeder.SeedSettings(world);
        ProjectSeeder.Seed(world);
        IssueSeeder.Seed(world);
        ExtrasSeeder.SeedDocuments(world);
        CommentSeeder.Seed(world);
        PullRequestSeeder.Seed(world, new Filler(schema, type => [.. world.All(type).Select(draft => draft.Id)]));
        new SessionSeeder(world).Seed(sessions);
        ExtrasSeeder.SeedFavorites(world);
        return world.Finish();
    }
}
