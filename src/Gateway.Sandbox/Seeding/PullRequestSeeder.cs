using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Pull requests with their commits.</summary>
internal static class PullRequestSeeder
{
    public static void Seed(WorldDraft world, Filler filler)
    {
        for (int i = 0; i < 150; i++)
        {
            var request = world.Add("PullRequest", 200);
            var dice = request.Dice;
            request["number"] = 1000 + i;
            request["title"] = Prose.Title(dice);
            request["openedAt"] = request["createdAt"];
            request["sourceBranch"] = $"feature/{dice.Hex(6)}";
            request["targetBranch"] = dice.Chance(80) ? "main" : "release/é";
            request["url"] = $"https://github.com/sandbox/app/pull/{1000 + i}";
            request["commits"] = Enumerable.Range(0, dice.Below(5)).Select(_ => Commit(world, filler, dice)).ToArray();
            request["mergeCommit"] = dice.Chance(40) ? Commit(world, filler, dice) : null;
        }
    }

    private static Entity Commit(WorldDraft world, Filler filler, Dice dice) =>
        filler.Embedded(world.Schema.Shape("PullRequestCommit").Type, dice).With(new Dictionary<string, object?>
        {
            ["authorUserIds"] = ProjectSeeder.Some(world, "User", dice, 2),
            ["authorExternalUserIds"] = ProjectSeeder.Some(world, "ExternalUser", dice, 1),
            ["additions"] = (double)dice.Below(500),
            ["deletions"] = (double)dice.Below(200),
        });
}
