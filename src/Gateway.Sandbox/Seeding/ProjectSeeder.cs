using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Projects and initiatives with their statuses, milestones and updates.</summary>
internal static class ProjectSeeder
{
    public const int MilestonesPerProject = 3;

    public static void Seed(WorldDraft world)
    {
        var types = ((EnumType)world.Schema.Schema.Type("ProjectStatusType")!).Values;
        for (int i = 0; i < types.Length; i++)
        {
            var status = world.Add("ProjectStatus", Instant.Epoch.AddDays(-500 + i));
            status["type"] = types[i].Name;
            status["name"] = char.ToUpperInvariant(types[i].Name[0]) + types[i].Name[1..];
            status["position"] = i;
            status["indefinite"] = i == 0;
            status.Clear("archivedAt");
        }

        for (int i = 0; i < 12; i++)
        {
            SeedProject(world);
        }

        for (int i = 0; i < 5; i++)
        {
            SeedInitiative(world);
        }
    }

    private static void SeedProject(WorldDraft world)
    {
        var project = world.Add("Project", 400);
        var dice = project.Dice;
        project["status"] = world.Get("ProjectStatus", project.Index % 6).Id;
        project["teamIds"] = Some(world, "Team", dice, 3);
        project["memberIds"] = Some(world, "User", dice, 6);
        project["name"] = Prose.Title(dice);
        project["url"] = $"https://linear.app/sandbox/project/{dice.Hex(12)}";
        project["convertedFromIssue"] = null;
        project["archivedAt"] = project.Index == 11 ? Instant.Text(Instant.Epoch.AddDays(-3)) : null;
        for (int i = 0; i < MilestonesPerProject; i++)
        {
            var milestone = world.Add("ProjectMilestone", project.Created.AddHours(i));
            milestone["project"] = project.Id;
            milestone["sortOrder"] = i;
        }

        for (int i = 0; i < 2; i++)
        {
            var update = world.Add("ProjectUpdate", project.Created + dice.Within(Instant.Epoch - project.Created));
            update["project"] = project.Id;
            update["user"] = world.Pick("User", dice);
            project["lastUpdate"] = update.Id;
        }
    }

    private static void SeedInitiative(WorldDraft world)
    {
        var initiative = world.Add("Initiative", 400);
        var dice = initiative.Dice;
        initiative["projectIds"] = Some(world, "Project", dice, 4);
        for (int i = 0; i < 2; i++)
        {
            var update = world.Add("InitiativeUpdate", initiative.Created + dice.Within(Instant.Epoch - initiative.Created));
            update["initiative"] = initiative.Id;
            update["user"] = world.Pick("User", dice);
            initiative["lastUpdate"] = update.Id;
        }
    }

    /// <summary>Up to so many different entities of a type.</summary>
    public static string[] Some(WorldDraft world, string type, Dice dice, int most)
    {
        int count = dice.Below(most + 1);
        return [.. Enumerable.Range(0, count).Select(_ => world.Pick(type, dice)).Distinct()];
    }
}
