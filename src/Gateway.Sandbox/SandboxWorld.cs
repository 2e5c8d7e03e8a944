using System.Globalization;
using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Changing;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox;

/// <summary>The data. Safe for concurrent use: readers keep one snapshot, and a change makes a new one.</summary>
public sealed class SandboxWorld
{
    private const int FirstSyncId = 1_000_000;

    private readonly Lock _gate = new();
    private readonly ulong _seed;
    private readonly TimeProvider _time;
    private readonly Func<IReadOnlyList<SandboxWebhook>, Task> _deliver;
    private volatile Snapshot _snapshot;
    private int _changes;

    internal SandboxWorld(Schema schema, SandboxOptions options, TimeProvider time, Func<IReadOnlyList<SandboxWebhook>, Task> deliver)
    {
        _seed = options.Seed;
        _time = time;
        _deliver = deliver;
        _snapshot = WorldSeeder.Seed(new WorldSchema(schema), options.Seed, options.Sessions);
    }

    internal Snapshot Snapshot => _snapshot;

    /// <summary>Hears of each change in its order, before whoever caused it goes on. Default nobody.</summary>
    internal Action<Snapshot, Snapshot>? Changed { get; set; }

    /// <summary>The ids of all entities of a type, archived ones included, newest first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such type of entity.</exception>
    public IReadOnlyList<string> Ids(string type) => [.. _snapshot.Table(type).Newest.Select(entity => entity.Id)];

    /// <summary>Carries out a mutation of the API and sends its webhooks.</summary>
    /// <returns>The world after it, and the payload or why there is none.</returns>
    internal (Snapshot After, SourceValue Payload) Mutate(FieldDefinition mutation, ReadOnlyMemory<byte> arguments)
    {
        Outcome outcome;
        double syncId;
        try
        {
            using var json = JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = 1000 });
            lock (_gate)
            {
                outcome = new MutationChanger(_snapshot, _time.GetUtcNow(), NextDice()).Apply(mutation.Name, json.RootElement);
                Move(outcome.After);
                syncId = FirstSyncId + ++_changes;
            }
        }
        catch (MutationException refusal)
        {
            return (_snapshot, SourceValue.Error(refusal.Fault));
        }

        Deliver(outcome.Webhooks);
        var shape = outcome.After.Schema.Shape(mutation.Type.Named.Name);
        var entity = shape.Bindings.First(binding => binding.Role == FieldRole.Link);
        return (outcome.After, SourceValue.Object(new Entity(shape, new object?[shape.Slots]).With(new Dictionary<string, object?>
        {
            [entity.Name] = outcome.Id,
            ["lastSyncId"] = syncId,
            ["success"] = true,
        })));
    }

    /// <summary>Carries out a command and sends its webhooks. Requests that have begun keep seeing the world before it.</summary>
    public SandboxChange Apply(SandboxCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Outcome outcome;
        try
        {
            lock (_gate)
            {
                outcome = new Changer(_snapshot, _time.GetUtcNow(), NextDice()).Apply(command);
                Move(outcome.After);
                _changes++;
            }
        }
        catch (CommandException problem)
        {
            return new SandboxChange { Error = problem.Message };
        }

        return new SandboxChange
        {
            Id = outcome.Id,
            Webhooks = outcome.Webhooks,
            Delivered = Deliver(outcome.Webhooks),
        };
    }

    private void Move(Snapshot after)
    {
        var before = _snapshot;
        _snapshot = after;
        Changed?.Invoke(before, after);
    }

    private Dice NextDice() => Dice.Of(_seed, string.Create(CultureInfo.InvariantCulture, $"change/{_changes}"));

    private Task Deliver(IReadOnlyList<SandboxWebhook> webhooks) => webhooks.Count == 0 ? Task.CompletedTask : Task.Run(() => _deliver(webhooks));
}
