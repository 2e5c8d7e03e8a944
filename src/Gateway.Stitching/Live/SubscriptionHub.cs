using System.Runtime.InteropServices;
using Gateway.Caching.Keys;
using Gateway.Caching.Telling;
using Microsoft.Extensions.Logging;

namespace Gateway.Stitching.Live;

/// <summary>Knows who is to be told of what in this process, and tells them. Safe for concurrent use.</summary>
public sealed class SubscriptionHub
{
    private readonly ServedEngine _served;
    private readonly ILogger<SubscriptionHub> _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<LiveKey, LiveGroup> _groups = [];

    // By field and, where an argument is given, by its value, so that an event finds the few that it concerns.
    private readonly Dictionary<(string Field, string Value), List<LiveGroup>> _audiences = [];

    public SubscriptionHub(ServedEngine served, IEventBus bus, ILogger<SubscriptionHub> logger)
    {
        ArgumentNullException.ThrowIfNull(bus);
        (_served, _logger) = (served, logger);
        bus.Heard += OnHeard;
        bus.Interrupted += Doubt;
    }

    /// <summary>How many operations run for an event that concerns all.</summary>
    public int Groups
    {
        get
        {
            lock (_gate)
            {
                return _groups.Count;
            }
        }
    }

    /// <summary>Admits a subscription. Nobody is told of anything yet.</summary>
    public ValueTask<LiveAdmission> AdmitAsync(GatewayRequest request) => _served.Current.SubscribeAsync(request);

    /// <summary>Tells a subscriber of all events from now on, until what is returned is disposed of.</summary>
    public IDisposable Join(LiveOperation operation, ILiveSubscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(operation);
        lock (_gate)
        {
            if (!_groups.TryGetValue(operation.Key, out var group))
            {
                _groups.Add(operation.Key, group = new LiveGroup(operation, RenewAsync, _logger));
                (CollectionsMarshal.GetValueRefOrAddDefault(_audiences, AudienceOf(operation), out _) ??= []).Add(group);
            }

            group.Add(subscriber);
            return new Membership(this, operation, group, subscriber);
        }
    }

    /// <summary>Tells all whom events concern, in their order. Returns at once.</summary>
    public void Tell(IEnumerable<LiveEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        lock (_gate)
        {
            foreach (var told in events)
            {
                TellAudience((told.Field, ""), told);
                foreach (string value in told.Marks.Values.SelectMany(values => values).Distinct())
                {
                    TellAudience((told.Field, value), told);
                }
            }
        }
    }

    /// <summary>Events may have been missed: whoever follows one entity is told how it is now, if that is not what was told last.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            foreach (var group in _groups.Values)
            {
                if (group.Operation.Wanted.Find(wanted => wanted.Argument == LiveMap.IdArgument) is { Value.Length: > 0 } wanted)
                {
                    group.Tell(new EntityKey(group.Operation.TypeName, wanted.Value), isDoubt: true);
                }
            }
        }
    }

    private void TellAudience((string Field, string Value) audience, LiveEvent told)
    {
        foreach (var group in _audiences.GetValueOrDefault(audience, []))
        {
            if (group.Operation.Hears(told))
            {
                group.Tell(told.Entity);
            }
        }
    }

    private void OnHeard(ReadOnlyMemory<byte> message)
    {
        if (LiveMessage.TryRead(message, out var events))
        {
            Tell(events);
        }
        else
        {
            _logger.EventUnread();
        }
    }

    private ValueTask<LiveAdmission> RenewAsync(LiveOperation operation) => ReferenceEquals(operation.Engine, _served.Current)
        ? ValueTask.FromResult(new LiveAdmission(operation, [], GatewayOutcome.Executed))
        : _served.Current.SubscribeAsync(operation.Request);

    private void Leave(LiveOperation operation, LiveGroup group, ILiveSubscriber subscriber)
    {
        lock (_gate)
        {
            group.Remove(subscriber);
            if (group.IsEmpty && _groups.GetValueOrDefault(operation.Key) == group)
            {
                _groups.Remove(operation.Key);
                var audience = AudienceOf(operation);
                _audiences[audience].Remove(group);
                if (_audiences[audience].Count == 0)
                {
                    _audiences.Remove(audience);
                }
            }
        }
    }

    private static (string Field, string Value) AudienceOf(LiveOperation operation) =>
        (operation.Field, operation.Wanted is [var first, ..] ? first.Value : "");

    private sealed class Membership(SubscriptionHub hub, LiveOperation operation, LiveGroup group, ILiveSubscriber subscriber) : IDisposable
    {
        public void Dispose() => hub.Leave(operation, group, subscriber);
    }
}
