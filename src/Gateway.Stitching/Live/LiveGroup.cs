using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Microsoft.Extensions.Logging;

namespace Gateway.Stitching.Live;

/// <summary>Subscribers who are told the same: the operation runs once for all of them. Safe for concurrent use.</summary>
/// <remarks>
/// Runs for several entities go on at once, those for one after the other, or a later answer might show less than an earlier one. The answers go out in the
/// order of the events. Whatever a run reads it reads after its event, so an answer is never older than what it tells of, and may be newer.
/// </remarks>
internal sealed class LiveGroup(LiveOperation operation, Func<LiveOperation, ValueTask<LiveAdmission>> renew, ILogger logger)
{
    private const int MaxRuns = 16;

    // Events that are not told yet. Beyond, one whose entity waits already is left out: its turn shows all that happened until then.
    private const int MaxPending = 1000;
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan MaxRun = TimeSpan.FromSeconds(60);

    private static readonly GraphQLError TooMany = new("Events came faster than their answers could be made. Subscribe again.");

    private readonly Lock _gate = new();
    private readonly Task[] _lanes = new Task[MaxRuns];
    private readonly Dictionary<EntityKey, EntityRuns> _entities = [];
    private readonly Dictionary<EntityKey, byte[]> _told = [];
    private ImmutableArray<ILiveSubscriber> _members = [];
    private LiveOperation _operation = operation;
    private Task _last = Task.CompletedTask;
    private int _pending;
    private int _lane;

    public LiveOperation Operation => Volatile.Read(ref _operation);

    public bool IsEmpty => _members.IsEmpty;

    public void Add(ILiveSubscriber member) => ImmutableInterlocked.Update(ref _members, (members, added) => members.Add(added), member);

    public void Remove(ILiveSubscriber member) => ImmutableInterlocked.Update(ref _members, (members, gone) => members.Remove(gone), member);

    /// <summary>Has all told of an event. Returns at once.</summary>
    /// <param name="entity">What it happened to.</param>
    /// <param name="isDoubt">Whether it is only to be seen if anything happened: then nothing is told if the answer is what was told last.</param>
    public void Tell(EntityKey entity, bool isDoubt = false)
    {
        lock (_gate)
        {
            var runs = _entities.GetValueOrDefault(entity);
            if (_pending < MaxPending)
            {
                _pending++;
                var running = RunAfterAsync(_lanes[_lane] ?? Task.CompletedTask, runs.Last ?? Task.CompletedTask, entity);
                _lanes[_lane] = running;
                _lane = (_lane + 1) % MaxRuns;
                _entities[entity] = new EntityRuns(running, runs.Waiting + 1);
                _last = DeliverAsync(_last, running, entity, isDoubt);
            }
            else if (runs.Waiting == 0)
            {
                End([TooMany]);
            }
        }
    }

    private async Task<byte[]?> RunAfterAsync(Task inLane, Task ofEntity, EntityKey entity)
    {
        // Not on the thread that brings the events.
        await Task.Yield();
        await inLane.ConfigureAwait(false);
        await ofEntity.ConfigureAwait(false);
        lock (_gate)
        {
            var runs = _entities[entity];
            _entities[entity] = runs with { Waiting = runs.Waiting - 1 };
        }

        try
        {
            return await RunAsync(entity).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (_entities[entity].Waiting == 0)
                {
                    _entities.Remove(entity);
                }
            }
        }
    }

    private async Task DeliverAsync(Task before, Task<byte[]?> running, EntityKey entity, bool isDoubt)
    {
        byte[]? response = await running.ConfigureAwait(false);
        await before.ConfigureAwait(false);
        if (response is not null && IsNews(entity, response, isDoubt))
        {
            foreach (var member in _members)
            {
                member.Next(response);
            }
        }

        lock (_gate)
        {
            _pending--;
        }
    }

    private async Task<byte[]?> RunAsync(EntityKey entity)
    {
        try
        {
            var admission = await renew(Operation).ConfigureAwait(false);
            if (admission.Operation is not { } current)
            {
                End(admission.Errors);
                return null;
            }

            Volatile.Write(ref _operation, current);
            using var output = new ResponseBuffer();
            using var end = new CancellationTokenSource(MaxRun);
            await current.RunAsync(entity, output, end.Token).ConfigureAwait(false);
            return output.WrittenSpan.ToArray();
        }
#pragma warning disable CA1031 // Whatever fails here, the events that follow are told.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.EventNotTold(Operation.Field, error);
            return null;
        }
    }

    /// <summary>Called by one at a time: what is told is in order.</summary>
    private bool IsNews(EntityKey entity, byte[] response, bool isDoubt)
    {
        if (!Operation.OnlyChanges && Operation.Wanted.Count == 0)
        {
            return true;
        }

        byte[] hash = SHA256.HashData(response);
        bool isSame = _told.TryGetValue(entity, out byte[]? last) && hash.AsSpan().SequenceEqual(last);
        if (_told.Count >= MaxRemembered)
        {
            _told.Clear();
        }

        _told[entity] = hash;
        return !isSame || !(isDoubt || Operation.OnlyChanges);
    }

    private void End(ImmutableArray<GraphQLError> errors)
    {
        foreach (var member in ImmutableInterlocked.InterlockedExchange(ref _members, []))
        {
            member.Fail(errors);
        }
    }

    /// <summary>The runs for one entity.</summary>
    /// <param name="Last">The last one; null if there is none.</param>
    /// <param name="Waiting">How many have not begun.</param>
    private readonly record struct EntityRuns(Task? Last, int Waiting);
}
