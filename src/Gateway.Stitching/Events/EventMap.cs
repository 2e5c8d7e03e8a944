using System.Collections.Immutable;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Linear.Webhooks;

namespace Gateway.Stitching.Events;

/// <summary>Says what each event makes old: data from the schema's <c>@invalidatedBy</c> and <c>@purgedBy</c>, not code.</summary>
public sealed class EventMap
{
    private readonly ILookup<string, EventRule> _rules;
    private readonly ImmutableHashSet<string> _purges;

    internal EventMap(IEnumerable<EventRule> rules, IEnumerable<string> purges)
    {
        _rules = rules.ToLookup(rule => rule.Event);
        _purges = [.. purges];
    }

    /// <summary>Whether the schema says anything about events of that type.</summary>
    public bool Knows(string type) => _purges.Contains(type) || _rules.Contains(type);

    /// <summary>The types of which events of that type make entities old.</summary>
    public IReadOnlyCollection<string> TypesOf(string type) => [.. _rules[type].Select(rule => rule.TypeName).Distinct()];

    /// <summary>What an event makes old; empty for an event that the schema says nothing about.</summary>
    public Invalidation Map(WebhookEvent webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        if (_purges.Contains(webhook.Type))
        {
            return Invalidation.All;
        }

        var entities = new HashSet<EntityKey>();
        var removed = new HashSet<EntityKey>();
        var tags = new HashSet<string>();
        foreach (var rule in _rules[webhook.Type])
        {
            foreach (string id in webhook.Texts(rule.IdPath))
            {
                var key = new EntityKey(rule.TypeName, id);
                entities.Add(key);
                if (rule.IsSubject && webhook.Action == "remove")
                {
                    removed.Add(key);
                }
            }

            if (rule.TouchesLists)
            {
                tags.Add(rule.TypeName);
            }
        }

        return new Invalidation(entities, removed, tags, false);
    }
}
