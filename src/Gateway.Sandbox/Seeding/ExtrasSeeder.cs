namespace Gateway.Sandbox.Seeding;

/// <summary>What backs the others up: documents, templates, releases, favorites and settings.</summary>
internal static class ExtrasSeeder
{
    private static readonly (string Type, string Field)[] Owners =
    [
        ("Issue", "issue"), ("Project", "project"), ("Initiative", "initiative"), ("ProjectMilestone", "projectMilestone"),
        ("Document", "document"), ("WelcomeMessage", "welcomeMessage"),
    ];

    /// <summary>What nothing else needs first.</summary>
    public static void SeedSettings(WorldDraft world)
    {
        world.Add("PaidSubscription", 300);
        Repeat(world, "Integration", 4);
        Repeat(world, "WelcomeMessage", 2);
        Repeat(world, "AiPromptRules", 3);
        Repeat(world, "Template", 12);
        Repeat(world, "IntegrationsSettings", 10);
        foreach (var team in world.All("Team"))
        {
            var triage = world.Add("TriageResponsibility", 200);
            triage["team"] = team.Id;
            team["triageResponsibility"] = team.Index == 5 ? null : triage.Id;
        }
    }

    /// <summary>What hangs on issues and projects.</summary>
    public static void SeedDocuments(WorldDraft world)
    {
        for (int i = 0; i < 8; i++)
        {
            var release = world.Add("Release", 200);
            release["issueIds"] = ProjectSeeder.Some(world, "Issue", release.Dice, 12);
            release["version"] = i == 3 ? null : $"1.{i}.0";
        }

        for (int i = 0; i < 60; i++)
        {
            var document = world.Add("Document", 250);
            document.Clear("issue", "project", "initiative", "release");
            string type = document.Dice.Pick(["Issue", "Project", "Initiative", "Release"]);
            document[type.ToLowerInvariant()] = world.Pick(type, document.Dice);
        }

        foreach (var (type, field) in Owners)
        {
            foreach (var owner in world.All(type).Where(owner => type != "Issue" || owner.Index % 8 == 0))
            {
                SeedContent(world, owner, field);
            }
        }

        foreach (var cycle in world.All("Cycle"))
        {
            cycle["uncompletedIssuesUponCloseIds"] = cycle.Has("completedAt") ? ProjectSeeder.Some(world, "Issue", cycle.Dice, 5) : [];
        }
    }

    /// <summary>The viewer's bookmarks, at most one for an issue or project.</summary>
    public static void SeedFavorites(WorldDraft world)
    {
        string[] kinds = ["cycle", "document", "initiative", "issue", "issue", "label", "project", "pullRequest", "release", "team", "user"];
        string[] links = [.. kinds.Distinct(), "predefinedViewTeam", "projectTeam"];
        for (int i = 0; i < 44; i++)
        {
            var favorite = world.Add("Favorite", 150);
            favorite.Clear(links);
            favorite.Clear("archivedAt", "parent");
            string kind = kinds[i % kinds.Length];
            var targets = world.All(world.Schema.Shape("Favorite").Find(kind)!.Target);
            favorite["owner"] = world.Get("User", 0).Id;
            favorite["type"] = kind;
            favorite[kind] = targets[i * 7 % targets.Count].Id;
            if (kind == "project")
            {
                favorite["projectTeam"] = world.Pick("Team", favorite.Dice);
            }
            else if (kind == "team")
            {
                favorite["predefinedViewTeam"] = world.Pick("Team", favorite.Dice);
            }

            favorite["parent"] = i > 30 ? world.Get("Favorite", i % 5).Id : null;
        }
    }

    private static void SeedContent(WorldDraft world, EntityDraft owner, string field)
    {
        var content = world.Add("DocumentContent", owner.Created);
        content.Clear([.. Owners.Select(other => other.Field), "archivedAt"]);
        content[field] = owner.Id;
        content["content"] = content.Index % 9 == 8 ? null : Prose.Paragraph(content.Dice);
        if (field == "document")
        {
            owner["documentContentId"] = content.Id;
        }
    }

    private static void Repeat(WorldDraft world, string type, int count)
    {
        for (int i = 0; i < count; i++)
        {
            world.Add(type, 300);
        }
    }
}
