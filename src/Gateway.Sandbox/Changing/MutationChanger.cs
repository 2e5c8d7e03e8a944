using System.Text.Json;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Querying;
using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox.Changing;

/// <summary>Carries out one mutation of the API.</summary>
/// <param name="before">The world as it is.</param>
/// <param name="now">The time of the change.</param>
/// <param name="dice">Gives ids.</param>
internal sealed class MutationChanger(Snapshot before, DateTimeOffset now, Dice dice)
{
    /// <exception cref="MutationException">The API refuses it.</exception>
    public Outcome Apply(string mutation, JsonElement arguments)
    {
        var json = arguments.GetProperty("input");
        var input = new MutationInput(json, "input.");
        return mutation switch
        {
            "agentActivityCreate" => new ActivityChanger(before, now, dice).Create(Session(input.Text("agentSessionId")), input),
            "agentSessionCreateOnIssue" => Create("issueId", Issue(input.Text("issueId")!), input),
            "agentSessionCreateOnComment" => Create("commentId", Thread(input), input),
            "agentSessionUpdate" or "agentSessionUpdateExternalUrl" => Update(Session(arguments.GetProperty("id").GetString()), input),
            _ => throw new ArgumentException($"There is no mutation {mutation}.", nameof(mutation)),
        };
    }

    private Outcome Create(string link, Entity target, MutationInput input)
    {
        var set = new Dictionary<string, JsonElement> { [link] = JsonSerializer.SerializeToElement(target.Id) };
        var outcome = new SessionChanger(before, now, dice).Create(new SandboxCommand("AgentSession", "create") { Set = set });
        var session = outcome.After.Find("AgentSession", outcome.Id)!;
        var linked = session.With(Links(session, input));
        return outcome with { After = outcome.After.With("AgentSession", session.Id, linked) };
    }

    // Told to nobody, as in reality.
    private Outcome Update(Entity session, MutationInput input)
    {
        var values = Links(session, input);
        if (input.Given("plan") is { } plan)
        {
            values["plan"] = Plan(plan, input);
        }

        values["updatedAt"] = Instant.After(now, session.UpdatedAt);
        return new Outcome(before.With("AgentSession", session.Id, session.With(values)), session.Id, []);
    }

    private Dictionary<string, object?> Links(Entity session, MutationInput input)
    {
        var shape = before.Schema.Shape("AgentSessionExternalLink");
        var values = new Dictionary<string, object?>();
        if (input.Url("externalLink") is { } single)
        {
            values["externalLink"] = single;
        }

        var links = input.Links(shape, "externalUrls") ?? Altered((Entity[])session["externalLinks"]!, shape, input);
        if (links is not null)
        {
            values["externalLinks"] = links;
            values["externalUrls"] = LinkJson.Of(links);
            values.TryAdd("externalLink", links is [var first, ..] ? first["url"] : null);
        }

        return values;
    }

    /// <summary>The links with some taken out and others added, each address once; null if none are given.</summary>
    private static Entity[]? Altered(Entity[] links, EntityShape shape, MutationInput input)
    {
        var added = input.Links(shape, "addedExternalUrls") ?? [];
        string[] removed = [.. input.Texts("removedExternalUrls"), .. added.Select(link => (string)link["url"]!)];
        return removed.Length == 0 ? null : [.. links.Where(link => !removed.Contains((string)link["url"]!)), .. added];
    }

    private static string Plan(JsonElement plan, MutationInput input)
    {
        bool isList = plan.ValueKind == JsonValueKind.Array;
        bool isPlan = isList && plan.EnumerateArray().All(step =>
            step.ValueKind == JsonValueKind.Object
            && step.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
            && step.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String
            && status.GetString() is "pending" or "inProgress" or "completed" or "canceled");
        return isPlan || plan.ValueKind == JsonValueKind.Object
            ? plan.GetRawText()
            : throw input.Refused("plan", "isPlan", "must be a list of steps with content and status");
    }

    private Entity Session(string? id) => (id is null ? null : before.Find("AgentSession", id)) ?? throw NotFound("AgentSession");

    private Entity Issue(string id) => before.Find("Issue", id)
        ?? (before.Table("Issue").LinkingTo("identifier", id.ToUpperInvariant()) is [var named, ..] ? named : throw NotFound("Issue"));

    private Entity Thread(MutationInput input)
    {
        var comment = before.Find("Comment", input.Text("commentId")!) ?? throw NotFound("Comment");
        if (comment["parent"] is not null)
        {
            throw input.Refused("commentId", "isRootComment", "must be the top comment of a thread");
        }

        return before.Table("AgentSession").LinkingTo("comment", comment.Id).Count == 0
            ? comment
            : throw input.Refused("commentId", "isFree", "has an agent session already");
    }

    private static MutationException NotFound(string type) => new(Faults.NotFound(type));
}
