using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mutations;

/// <summary>Says what each mutation makes old: data from the schema's <c>@invalidates</c>, not code.</summary>
internal sealed class MutationMap(IReadOnlyDictionary<FieldDefinition, ImmutableArray<MutationRule>> rules)
{
    private readonly FrozenDictionary<FieldDefinition, ImmutableArray<MutationRule>> _rules = rules.ToFrozenDictionary();

    /// <summary>What is known of a mutation; empty if nothing, and then everything is old after it.</summary>
    public ImmutableArray<MutationRule> Of(FieldDefinition mutation) => _rules.GetValueOrDefault(mutation, []);

    /// <summary>What a mutation makes old.</summary>
    /// <param name="mutation">A field of the mutation root.</param>
    /// <param name="arguments">Its arguments as canonical JSON.</param>
    /// <param name="payload">What came back; null if that is not known.</param>
    public Invalidation Map(FieldDefinition mutation, ReadOnlyMemory<byte> arguments, PayloadIds? payload)
    {
        var known = Of(mutation);
        if (known.IsEmpty)
        {
            return Invalidation.All;
        }

        var entities = new HashSet<EntityKey>();
        var tags = new HashSet<string>();
        using var json = JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = 1000 });
        foreach (var rule in known)
        {
            var ids = rule.IsArgument ? ArgumentIds(json.RootElement, rule.Path.AsSpan()) : payload?.Find(rule.Path.AsSpan()) ?? [];
            entities.UnionWith(ids.Where(id => id.Length > 0).Select(id => new EntityKey(rule.TypeName, id)));
            if (rule.TouchesLists)
            {
                tags.Add(rule.TypeName);
            }
        }

        return new Invalidation(entities, [], tags, false);
    }

    private static List<string> ArgumentIds(JsonElement value, ReadOnlySpan<string> path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var found = new List<string>();
            foreach (var item in value.EnumerateArray())
            {
                found.AddRange(ArgumentIds(item, path));
            }

            return found;
        }

        if (path.IsEmpty)
        {
            return value.ValueKind == JsonValueKind.String ? [value.GetString()!] : [];
        }

        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(path[0], out var below) ? ArgumentIds(below, path[1..]) : [];
    }
}
