using System.Globalization;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Issues with their attachments and relations.</summary>
internal static class IssueSeeder
{
    public const int Issues = 600;

    private static readonly string[] Priorities = ["No priority", "Urgent", "High", "Medium", "Low"];

    public static void Seed(WorldDraft world)
    {
        for (int i = 0; i < Issues; i++)
        {
            SeedIssue(world);
        }

        for (int i = 0; i < 300; i++)
        {
            var attachment = world.Add("Attachment", 300);
            attachment["issue"] = world.Pick("Issue", attachment.Dice);
            attachment["originalIssue"] = world.Maybe("Issue", attachment.Dice, 15);
            attachment["sourceType"] = attachment.Dice.Pick(["github", "slack", "zendesk", "figma"]);
        }

        for (int i = 0; i < 90; i++)
        {
            var relation = world.Add("IssueRelation", 300);
            relation["issue"] = world.Get("Issue", relation.Dice.Below(200)).Id;
            relation["relatedIssue"] = world.Get("Issue", 200 + relation.Dice.Below(100)).Id;
            relation["type"] = relation.Dice.Pick(["blocks", "duplicate", "related", "similar"]);
            relation.Clear("archivedAt");
        }
    }

    private static void SeedIssue(WorldDraft world)
    {
        var issue = world.Add("Issue", 365);
        var dice = issue.Dice;
        var team = world.Get("Team", issue.Index % 6);
        int number = (issue.Index / 6) + 1;
        string identifier = string.Create(CultureInfo.InvariantCulture, $"{team["key"]}-{number}");
        string title = Prose.Title(dice);
        int priority = dice.Below(5);
        issue["team"] = team.Id;
        issue["number"] = number;
        issue["identifier"] = identifier;
        issue["previousIdentifiers"] = dice.Chance(5)
            ? (string[])[string.Create(CultureInfo.InvariantCulture, $"OLD-{issue.Index}")]
            : [];
        issue["title"] = title;
        issue["branchName"] = $"{identifier.ToLowerInvariant()}-{Prose.Slug(title)}";
        issue["url"] = $"https://linear.app/sandbox/issue/{identifier}/{Prose.Slug(title)}";
        issue["priority"] = priority;
        issue["priorityLabel"] = Priorities[priority];
        issue["state"] = world.Get("WorkflowState", (team.Index * TeamSeeder.StatesPerTeam) + dice.Below(TeamSeeder.StatesPerTeam)).Id;
        issue["cycle"] = dice.Chance(30) ? world.Get("Cycle", (team.Index * 4) + dice.Below(4)).Id : null;
        issue["parent"] = issue.Index > 20 && dice.Chance(20) ? world.Get("Issue", dice.Below(issue.Index)).Id : null;
        issue["assignee"] = dice.Chance(70) ? world.Get("User", dice.Below(PeopleSeeder.People)).Id : null;
        issue["delegate"] = dice.Chance(25)
            ? world.Get("User", PeopleSeeder.People + dice.Below(PeopleSeeder.Users - PeopleSeeder.People)).Id
            : null;
        issue["creator"] = world.Maybe("User", dice, 85);
        issue["labelIds"] = ProjectSeeder.Some(world, "IssueLabel", dice, 4);
        issue["subscriberIds"] = ProjectSeeder.Some(world, "User", dice, 5);
        issue["sourceComment"] = null;
        issue["snoozedBy"] = world.Maybe("User", dice, 5);
        issue["trashed"] = dice.Chance(2) ? true : null;
        issue["archivedAt"] = dice.Chance(4) ? Instant.Text(Instant.Epoch.AddHours(-dice.Below(900))) : null;
        issue["externalUserCreator"] = world.Maybe("ExternalUser", dice, 10);
        issue["asksRequester"] = world.Maybe("User", dice, 8);
        issue["asksExternalUserRequester"] = world.Maybe("ExternalUser", dice, 8);
        SeedProjectOf(world, issue);
    }

    private static void SeedProjectOf(WorldDraft world, EntityDraft issue)
    {
        issue.Clear("project", "projectMilestone");
        if (issue.Dice.Chance(55))
        {
            var project = world.Get("Project", issue.Dice.Below(world.All("Project").Count));
            issue["project"] = project.Id;
            if (issue.Dice.Chance(50))
            {
                int milestone = (project.Index * ProjectSeeder.MilestonesPerProject) + issue.Dice.Below(ProjectSeeder.MilestonesPerProject);
                issue["projectMilestone"] = world.Get("ProjectMilestone", milestone).Id;
            }
        }
    }
}
