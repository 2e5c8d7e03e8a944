using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;
using Gateway.Sandbox.Webhooks;

namespace Gateway.Sandbox.Changing;

/// <summary>Carries out one command. Nothing changes but the entity named and what the webhooks name.</summary>
/// <param name="before">The world as it is.</param>
/// <param name="now">The time of the change.</param>
/// <param name="dice">Gives ids.</param>
internal sealed class Changer(Snapshot before, DateTimeOffset now, Dice dice)
{
    private static readonly string[] Updatable = ["Issue", "Comment", "User", "Project", "Cycle", "IssueLabel", "Attachment", "AgentSession"];

    private static readonly string[] Creatable = ["Issue", "Comment", "Reaction", "Attachment"];

    private readonly ValueReader _reader = new(before);

    /// <exception cref="CommandException">The command makes no sense.</exception>
    public Outcome Apply(SandboxCommand command) => (command.Action, command.Type) switch
    {
        ("prompt", "AgentSession") => new SessionChanger(before, now, dice).Prompt(command, Existing(command)),
        ("create", "AgentSession") => new SessionChanger(before, now, dice).Create(command),
        ("update", var type) when Updatable.Contains(type) => Update(command),
        ("create", var type) when Creatable.Contains(type) => Create(command),
        ("remove", var type) when Creatable.Contains(type) => Remove(Existing(command)),
        _ => throw new CommandException(
            $"There is no action \"{command.Action}\" for \"{command.Type}\". Update: {string.Join(", ", Updatable)}; "
            + $"create and remove: {string.Join(", ", Creatable)}; AgentSession: create, prompt."),
    };

    private Entity Existing(SandboxCommand command) => command.Id is null
        ? throw new CommandException("An id must be given.")
        : before.Find(command.Type, command.Id) ?? throw new CommandException($"There is no {command.Type} with the id \"{command.Id}\".");

    private Outcome Update(SandboxCommand command)
    {
        var old = Existing(command);
        var values = _reader.Read(old.Shape, command.Set);
        if (values.GetValueOrDefault("identifier") is string identifier
            && before.Table("Issue").LinkingTo("identifier", identifier).Any(other => other.Id != old.Id))
        {
            throw new CommandException($"The identifier \"{identifier}\" is taken.");
        }

        if (values.TryGetValue("externalLinks", out object? links))
        {
            values["externalUrls"] = LinkJson.Of((Entity[])links!);
            values["externalLink"] = links is Entity[] and [var first, ..] ? first["url"] : null;
        }

        values["updatedAt"] = Instant.After(now, old.UpdatedAt);
        var entity = old.With(values);
        var after = before.With(command.Type, old.Id, entity);
        if (command.Type == "AgentSession")
        {
            return new Outcome(after, old.Id, []);
        }

        var updatedFrom = values.Keys.ToDictionary(name => old.Shape.Find(name)!.Role == FieldRole.Link ? name + "Id" : name, name => old[name]);
        return new Outcome(after, old.Id, [new Envelopes(after, now, dice).OfEntity("update", entity, updatedFrom)]);
    }

    private Outcome Create(SandboxCommand command)
    {
        var values = _reader.Read(before.Schema.Shape(command.Type), command.Set);
        Defaults.Add(before, command.Type, values);
        var entity = NewEntity.Make(before, command.Type, values, now, dice);
        var after = before.With(command.Type, entity.Id, entity);
        return new Outcome(after, entity.Id, [new Envelopes(after, now, dice).OfEntity("create", entity, null)]);
    }

    private Outcome Remove(Entity entity)
    {
        var after = before;
        var webhooks = new List<SandboxWebhook>();
        var envelopes = new Envelopes(before, now, dice);
        foreach (var gone in Dependents.Of(before, entity))
        {
            if (!Creatable.Contains(gone.TypeName))
            {
                throw new CommandException(
                    $"{entity.TypeName} {entity.Id} is held by {gone.TypeName} {gone.Id}, whose removal no webhook would tell.");
            }

            after = after.With(gone.TypeName, gone.Id, null);
            webhooks.Add(envelopes.OfEntity("remove", gone, null));
        }

        return new Outcome(after, entity.Id, webhooks);
    }
}
