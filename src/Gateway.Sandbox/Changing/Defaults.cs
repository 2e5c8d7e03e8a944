using System.Globalization;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Changing;

/// <summary>What a new entity has without being told.</summary>
internal static class Defaults
{
    public static void Add(Snapshot snapshot, string type, Dictionary<string, object?> values)
    {
        switch (type)
        {
            case "Comment":
                values.TryAdd("user", Viewer(snapshot).Id);
                values.TryAdd("body", "");
                if (values.GetValueOrDefault("parent") is string parent && snapshot.Find("Comment", parent) is { } above)
                {
                    foreach (string place in (string[])["issue", "project", "projectUpdate", "initiative", "initiativeUpdate", "documentContent"])
                    {
                        values.TryAdd(place, above[place]);
                    }
                }

                break;
            case "Reaction":
                values.TryAdd("user", Viewer(snapshot).Id);
                values.TryAdd("emoji", "+1");
                break;
            case "Attachment":
                values.TryAdd("creator", Viewer(snapshot).Id);
                break;
            case "Issue":
                AddIssue(snapshot, values);
                break;
        }
    }

    private static void AddIssue(Snapshot snapshot, Dictionary<string, object?> values)
    {
        if (values.GetValueOrDefault("team") is not string teamId || snapshot.Find("Team", teamId) is not { } team)
        {
            throw new CommandException("Issue.teamId must be given.");
        }

        double number = snapshot.Table("Issue").LinkingTo("team", teamId).Select(issue => (double)issue["number"]!).DefaultIfEmpty().Max() + 1;
        string identifier = string.Create(CultureInfo.InvariantCulture, $"{team["key"]}-{number}");
        values.TryAdd("creator", Viewer(snapshot).Id);
        values.TryAdd("number", number);
        values.TryAdd("identifier", identifier);
        values.TryAdd("title", "New issue");
        values.TryAdd("url", $"https://linear.app/sandbox/issue/{identifier}");
        values.TryAdd("branchName", identifier.ToLowerInvariant());
        values.TryAdd("priority", 0.0);
        values.TryAdd("priorityLabel", "No priority");
        values.TryAdd("state", snapshot.Table("WorkflowState").LinkingTo("team", teamId).MinBy(state => (double)state["position"]!)!.Id);
    }

    private static Entity Viewer(Snapshot snapshot) => snapshot.Table("User").Newest.First(user => user["isMe"] is true);
}
