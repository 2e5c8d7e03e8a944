using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;
using Gateway.Sandbox.Webhooks;

namespace Gateway.Sandbox.Changing;

/// <summary>What happens to sessions from outside: they are created and prompted.</summary>
internal sealed class SessionChanger(Snapshot before, DateTimeOffset now, Dice dice)
{
    private readonly ValueReader _reader = new(before);

    /// <exception cref="CommandException">A value does not fit.</exception>
    public Outcome Create(SandboxCommand command)
    {
        var values = _reader.Read(before.Schema.Shape("AgentSession"), command.Set);
        var users = before.Table("User");
        values.TryAdd("creator", users.Newest.First(user => user["isMe"] is true).Id);
        values.TryAdd("appUser", users.Newest.First(user => user["supportsAgentSessions"] is true).Id);
        values.TryAdd("status", "pending");
        values.TryAdd("type", "commentThread");
        values.TryAdd("context", "[]");
        values.TryAdd("externalUrls", "[]");
        if (values.GetValueOrDefault("comment") is string comment)
        {
            if (before.Table("AgentSession").LinkingTo("comment", comment).Count > 0)
            {
                throw new CommandException($"Comment {comment} has a session already.");
            }

            values.TryAdd("issue", before.Find("Comment", comment)!["issue"]);
        }

        if (values.GetValueOrDefault("issue") is string issue && before.Find("Issue", issue) is { } found)
        {
            values.TryAdd("url", $"{found["url"]}#agent-session");
        }

        var session = NewEntity.Make(before, "AgentSession", values, now, dice);
        var after = before.With("AgentSession", session.Id, session);
        return new Outcome(after, session.Id, [new Envelopes(after, now, dice).OfSession("created", session, null)]);
    }

    /// <exception cref="CommandException">A value does not fit.</exception>
    public Outcome Prompt(SandboxCommand command, Entity session)
    {
        if (string.IsNullOrEmpty(command.Body))
        {
            throw new CommandException("A prompt needs a body.");
        }

        var values = _reader.Read(before.Schema.Shape("AgentActivity"), command.Set);
        values.TryAdd("user", before.Table("User").Newest.First(user => user["isMe"] is true).Id);
        values["agentSession"] = session.Id;
        values["ephemeral"] = false;
        values["content"] = ActivitySeeder.Content(before.Schema, "Prompt", command.Body, dice)
            .With(new Dictionary<string, object?> { ["title"] = null });
        var activity = NewEntity.Make(before, "AgentActivity", values, now, dice);

        // Over or stuck, it waits to be taken up again; otherwise the agent is at it.
        bool isOver = session["status"] is "complete" or "error" or "stale";
        var reopened = session.With(new Dictionary<string, object?>
        {
            ["status"] = isOver ? "pending" : "active",
            ["endedAt"] = null,
            ["dismissedAt"] = null,
            ["dismissedBy"] = null,
            ["updatedAt"] = Instant.After(now, session.UpdatedAt),
        });
        var after = before.With("AgentActivity", activity.Id, activity).With("AgentSession", session.Id, reopened);
        return new Outcome(after, activity.Id, [new Envelopes(after, now, dice).OfSession("prompted", reopened, activity)]);
    }
}
