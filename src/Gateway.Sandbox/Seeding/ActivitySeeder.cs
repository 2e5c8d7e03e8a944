using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>The activities of a session: 2 to 60, mostly few.</summary>
internal sealed class ActivitySeeder(WorldDraft world)
{
    private static readonly string[] Kinds = ["Thought", "Action", "Action", "Thought", "Response", "Elicitation", "Error", "Prompt"];

    private static readonly string[] Signals = ["auth", "continue", "select", "stop"];

    public void Seed(EntityDraft session)
    {
        int count = session.Index == 0 ? 60 : 2 + session.Dice.Below(session.Dice.Chance(15) ? 59 : 14);
        var time = session.Created;
        for (int i = 0; i < count; i++)
        {
            time += TimeSpan.FromSeconds(1) + session.Dice.Within(TimeSpan.FromMinutes(1));
            SeedActivity(session, i == 0 ? "Prompt" : session.Dice.Pick(Kinds), time);
        }
    }

    private void SeedActivity(EntityDraft session, string kind, DateTimeOffset time)
    {
        var activity = world.Add("AgentActivity", time);
        var dice = activity.Dice;
        activity["agentSession"] = session.Id;
        activity["updatedAt"] = activity["createdAt"];
        activity["user"] = kind == "Prompt" && session.Has("creator") ? session["creator"] : session["appUser"];
        activity["content"] = Content(world.Schema, kind, Text(kind, dice), dice);
        activity["ephemeral"] = kind is "Thought" or "Action" && dice.Chance(15);
        activity["signal"] = dice.Chance(6) ? dice.Pick(Signals) : null;
        activity["signalMetadata"] = activity.Has("signal") ? "{\"options\":[\"yes\",\"nö\"]}" : null;
        activity["sourceMetadata"] = dice.Chance(4) ? "{\"source\":\"slack\"}" : null;
        activity["sourceComment"] = kind is "Prompt" or "Response" ? world.Maybe("Comment", dice, 40) : null;
        activity["archivedAt"] = dice.Chance(1) ? Instant.Text(time.AddDays(1)) : null;
    }

    /// <summary>The content of an activity.</summary>
    public static Entity Content(WorldSchema schema, string kind, string text, Dice dice)
    {
        var content = new EntityDraft(schema.Shape($"AgentActivity{kind}Content"), 0, dice) { ["type"] = kind.ToLowerInvariant() };
        if (kind == "Action")
        {
            content["action"] = dice.Pick(["Read", "Search", "Run", "Edit"]);
            content["parameter"] = $"src/{dice.Pick(Prose.Words)}/{dice.Hex(4)}.cs";
            content["result"] = dice.Chance(60) ? text : null;
            return content.Finish();
        }

        content["body"] = text;
        if (kind == "Error")
        {
            content["reasonCode"] = dice.Chance(50) ? "timeout" : null;
        }
        else if (kind == "Prompt")
        {
            content["title"] = dice.Chance(40) ? Prose.Title(dice) : null;
        }

        return content.Finish();
    }

    private static string Text(string kind, Dice dice) => kind == "Thought" ? Prose.Title(dice) : Prose.Paragraph(dice);
}
