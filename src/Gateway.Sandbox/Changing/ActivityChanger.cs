using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;
using Gateway.Sandbox.Webhooks;

namespace Gateway.Sandbox.Changing;

/// <summary>What an agent does in its sessions: activities, and what follows from them.</summary>
internal sealed class ActivityChanger(Snapshot before, DateTimeOffset now, Dice dice)
{
    /// <exception cref="MutationException">A value does not fit.</exception>
    public Outcome Create(Entity session, MutationInput input)
    {
        var content = ActivityContent.Read(before.Schema, input);
        string kind = (string)content["type"]!;
        bool isEphemeral = input.IsTrue("ephemeral");
        if (isEphemeral && kind is not ("thought" or "action"))
        {
            throw input.Refused("ephemeral", "isAllowed", "must be false for an activity of this type");
        }

        var values = new Dictionary<string, object?>
        {
            ["agentSession"] = session.Id,
            ["user"] = session["appUser"],
            ["content"] = content,
            ["ephemeral"] = isEphemeral,
            ["signal"] = input.Text("signal"),
            ["signalMetadata"] = input.Json("signalMetadata"),
            ["sourceComment"] = null,
        };
        if (input.NewId("id") is { } id)
        {
            values["id"] = before.Find("AgentActivity", id) is null ? id : throw input.Refused("id", "isUnique", "is taken: conflict on insert");
        }

        var after = WithoutEphemeral(session);
        SandboxWebhook[] webhooks = [];
        if (kind is "response" or "elicitation" or "error" && session["comment"] is string thread)
        {
            var comment = Reply(thread, session, (string)content["body"]!);
            after = after.With("Comment", comment.Id, comment);
            values["sourceComment"] = comment.Id;
            webhooks = [new Envelopes(after, now, dice).OfEntity("create", comment, null)];
        }

        var activity = NewEntity.Make(before, "AgentActivity", values, now, dice);
        after = after.With("AgentActivity", activity.Id, activity).With("AgentSession", session.Id, Moved(session, kind));
        return new Outcome(after, activity.Id, webhooks);
    }

    // The next activity takes its place.
    private Snapshot WithoutEphemeral(Entity session) =>
        before.Table("AgentActivity").LinkingTo("agentSession", session.Id) is [var last, ..] && last["ephemeral"] is true
            ? before.With("AgentActivity", last.Id, null)
            : before;

    private Entity Reply(string thread, Entity session, string body)
    {
        var values = new Dictionary<string, object?> { ["parent"] = thread, ["user"] = session["appUser"], ["body"] = body };
        Defaults.Add(before, "Comment", values);
        return NewEntity.Make(before, "Comment", values, now, dice);
    }

    private Entity Moved(Entity session, string kind)
    {
        string status = kind switch
        {
            "elicitation" => "awaitingInput",
            "response" => "complete",
            "error" => "error",
            _ => "active",
        };
        return session.With(new Dictionary<string, object?>
        {
            ["status"] = status,
            ["startedAt"] = session["startedAt"] ?? Instant.Text(now),
            ["endedAt"] = status == "complete" ? session["endedAt"] ?? Instant.Text(now) : session["endedAt"],
            ["updatedAt"] = Instant.After(now, session.UpdatedAt),
        });
    }
}
