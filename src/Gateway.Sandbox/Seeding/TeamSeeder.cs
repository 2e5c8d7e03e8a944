using System.Globalization;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Teams with their statuses, cycles, memberships and labels.</summary>
internal static class TeamSeeder
{
    private static readonly (string Key, string Name)[] Teams =
    [
        ("ENG", "Engineering"), ("WEB", "Web"), ("OPS", "Operations 🛠️"), ("DES", "Design"), ("MOB", "Mobile"), ("RND", "Recherche & Développement"),
    ];

    private static readonly (string Name, string Type)[] States =
    [
        ("Triage", "triage"), ("Backlog", "backlog"), ("Todo", "unstarted"), ("In Progress", "started"), ("Done", "completed"),
        ("Canceled", "canceled"),
    ];

    public static int StatesPerTeam => States.Length;

    public static void Seed(WorldDraft world)
    {
        string organization = world.Get("Organization", 0).Id;
        for (int i = 0; i < Teams.Length; i++)
        {
            var team = world.Add("Team", Instant.Epoch.AddDays(-600 + (i * 10)));
            team["organization"] = organization;
            team["key"] = Teams[i].Key;
            team["name"] = Teams[i].Name;
            team["displayName"] = Teams[i].Name;
            team["parent"] = i == 4 ? world.Get("Team", 1).Id : null;
            team["issueCount"] = 100;
            team.Clear("archivedAt", "retiredAt");
            SeedStates(world, team);
            SeedCycles(world, team);
            SeedMembers(world, team);
        }

        SeedLabels(world, organization);
    }

    private static void SeedStates(WorldDraft world, EntityDraft team)
    {
        for (int i = 0; i < States.Length; i++)
        {
            var state = world.Add("WorkflowState", team.Created.AddMinutes(i));
            state["name"] = States[i].Name;
            state["type"] = States[i].Type;
            state["position"] = i;
            state["team"] = team.Id;
            state.Clear("archivedAt");
            switch (States[i].Type)
            {
                case "triage":
                    team["triageIssueState"] = state.Id;
                    break;
                case "backlog":
                    team["defaultIssueState"] = state.Id;
                    break;
                case "canceled":
                    team["markedAsDuplicateWorkflowState"] = state.Id;
                    team["autoCloseStateId"] = state.Id;
                    break;
            }
        }
    }

    private static void SeedCycles(WorldDraft world, EntityDraft team)
    {
        for (int i = 0; i < 4; i++)
        {
            var starts = Instant.Epoch.AddDays(-40 + (14 * i));
            var cycle = world.Add("Cycle", starts.AddDays(-30));
            cycle["number"] = i + 1;
            cycle["name"] = i % 2 == 0 ? $"Sprint {i + 1} – „{cycle.Dice.Pick(Prose.Words)}“" : null;
            cycle["team"] = team.Id;
            cycle["startsAt"] = Instant.Text(starts);
            cycle["endsAt"] = Instant.Text(starts.AddDays(14));
            cycle["isPast"] = i < 2;
            cycle["isPrevious"] = i == 1;
            cycle["isActive"] = i == 2;
            cycle["isNext"] = i == 3;
            cycle["isFuture"] = i == 3;
            cycle["completedAt"] = i < 2 ? Instant.Text(starts.AddDays(14)) : null;
            cycle["inheritedFrom"] = team.Index == 4 && i > 0 ? world.Get("Cycle", i).Id : null;
            cycle["progress"] = Math.Round(i / 4.0, 2);
            if (i == 2)
            {
                team["activeCycle"] = cycle.Id;
            }
        }
    }

    private static void SeedMembers(WorldDraft world, EntityDraft team)
    {
        for (int user = 0; user < PeopleSeeder.Users; user++)
        {
            if (user != 0 && (user + team.Index) % 3 != 0)
            {
                continue;
            }

            var membership = world.Add("TeamMembership", 400);
            membership["team"] = team.Id;
            membership["user"] = world.Get("User", user).Id;
            membership["owner"] = user is 0 or 3;

            // The first user is who asks.
            if (user == 0)
            {
                team["viewerMembership"] = membership.Id;
                team["viewerCanJoin"] = false;
                team["viewerCanLeave"] = true;
            }
        }
    }

    private static void SeedLabels(WorldDraft world, string organization)
    {
        for (int i = 0; i < 30; i++)
        {
            var label = world.Add("IssueLabel", 500);
            label["organization"] = organization;
            label["isGroup"] = i < 4;
            label["parent"] = i is >= 4 and < 16 ? world.Get("IssueLabel", i % 4).Id : null;
            label["team"] = i % 3 == 0 ? world.Get("Team", i % Teams.Length).Id : null;
            label["name"] = string.Create(CultureInfo.InvariantCulture, $"{label.Dice.Pick(Prose.Words)} {i}");
        }
    }
}
