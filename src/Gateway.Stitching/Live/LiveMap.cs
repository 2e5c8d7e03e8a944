using System.Collections.Frozen;
using Gateway.Caching.Keys;
using Gateway.Linear.Webhooks;

namespace Gateway.Stitching.Live;

/// <summary>Says which subscribers an event concerns: data from the schema's <c>@tells</c> and <c>@hears</c>, not code.</summary>
public sealed class LiveMap
{
    /// <summary>The argument that holds the entity's own id.</summary>
    internal const string IdArgument = "id";

    private readonly ILookup<string, LiveRule> _rules;
    private readonly FrozenSet<string> _fields;

    internal LiveMap(IReadOnlyCollection<LiveRule> rules)
    {
        _rules = rules.ToLookup(rule => rule.Event);
        _fields = rules.Select(rule => rule.Field).ToFrozenSet();
    }

    /// <summary>Whether subscribers are told of events of that type.</summary>
    public bool Knows(string type) => _rules.Contains(type);

    /// <summary>Whether any event is told by that field of <c>Subscription</c>.</summary>
    public bool IsTold(string field) => _fields.Contains(field);

    /// <summary>What subscribers are told because of an event.</summary>
    public IReadOnlyList<LiveEvent> Map(WebhookEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return
        [
            .. from rule in _rules[told.Type]
               where rule.Fits(told)
               from id in told.Texts(rule.IdPath).Distinct()
               where id.Length > 0
               select new LiveEvent(rule.Field, new EntityKey(rule.TypeName, id), MarksOf(rule, told, id)),
        ];
    }

    private static Dictionary<string, IReadOnlyList<string>> MarksOf(LiveRule rule, WebhookEvent told, string id)
    {
        var marks = rule.Marks.ToDictionary(
            mark => mark.Argument, IReadOnlyList<string> (mark) => [.. mark.Paths.SelectMany(told.Texts).Distinct()], StringComparer.Ordinal);
        marks[IdArgument] = [id, .. marks.GetValueOrDefault(IdArgument, [])];
        return marks;
    }
}
