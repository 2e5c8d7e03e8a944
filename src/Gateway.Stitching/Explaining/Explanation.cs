using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Explaining;

/// <summary>Tells a caller who asked where each part of the answer came from, and why it was not at hand.</summary>
/// <remarks>Has one owner, as its run. Nothing of it is made for a caller who did not ask.</remarks>
internal sealed class Explanation
{
    // An answer with ten thousand objects is explained by its beginning.
    private const int MostParts = 500;

    private readonly Dictionary<(EntityKey, FieldKey), MissReason> _reasons = [];
    private readonly Dictionary<EntityKey, MissReason> _entities = [];
    private readonly HashSet<(EntityKey, FieldKey)> _brought = [];
    private readonly OrderedDictionary<(string Path, ValueOrigin Origin, MissReason? Reason), ExplainedPart> _parts = [];
    private bool _isTruncated;

    /// <summary>Whether a finished answer was kept, which would have been sent to someone who asked for no explanation.</summary>
    public bool WasMemoized { get; init; }

    /// <summary>Begins another walk: what was lacking stays known.</summary>
    public void Clear()
    {
        _parts.Clear();
        _isTruncated = false;
    }

    /// <summary>A value could not be served. The first reason is the true one: later it is only not there yet.</summary>
    public void Miss(EntityKey key, FieldKey field, MissReason reason)
    {
        _reasons.TryAdd((key, field), reason);
        _entities.TryAdd(key, reason);
    }

    /// <summary>Redis told these fields of an entity.</summary>
    public void Bring(EntityKey key, IEnumerable<FieldKey> fields) => _brought.UnionWith(fields.Select(field => (key, field)));

    /// <summary>A value was served.</summary>
    /// <param name="run">It stands at the field.</param>
    /// <param name="key">Whose value it is.</param>
    /// <param name="entry">The value.</param>
    /// <param name="origin">Where it came from, as far as the process can tell: what Redis told before is sorted out here.</param>
    /// <param name="now">Milliseconds of Unix time.</param>
    public void Serve(OperationRun run, EntityKey key, in RecordEntry entry, ValueOrigin origin, long now)
    {
        if (origin == ValueOrigin.Process && _brought.Contains((key, entry.Key)))
        {
            origin = ValueOrigin.Redis;
        }

        MissReason? reason = origin == ValueOrigin.Upstream ? ReasonOf(key, entry.Key) : null;
        string path = PathOf(run, out string field);
        if (!_parts.TryGetValue((path, origin, reason), out var part))
        {
            if (_parts.Count == MostParts)
            {
                _isTruncated = true;
                return;
            }

            _parts.Add((path, origin, reason), part = new ExplainedPart(key.ToString()));
        }

        part.Add(field, Math.Max(0, now - entry.FetchedAt) / 1000);
    }

    /// <summary>Writes the value of <c>extensions.cache</c>.</summary>
    /// <param name="output">The response.</param>
    /// <param name="exchanges">What was fetched for the run.</param>
    /// <param name="isOldForBudget">Whether something is old for want of the upstream's quota.</param>
    public void Write(ResponseBuffer output, IReadOnlyCollection<Harvest> exchanges, bool isOldForBudget)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        if (isOldForBudget)
        {
            json.WriteBoolean("stale"u8, true);
            json.WriteString("reason"u8, "budget"u8);
        }

        json.WriteBoolean("memo"u8, WasMemoized);
        json.WriteStartObject("upstream"u8);
        json.WriteNumber("requests"u8, exchanges.Count(exchange => exchange.WasSent));
        json.WriteNumber("points"u8, Math.Round(exchanges.Where(exchange => exchange.WasSent).Sum(exchange => exchange.Points), 1));
        json.WriteEndObject();
        json.WriteStartArray("paths"u8);
        foreach (var ((path, origin, reason), part) in _parts)
        {
            json.WriteStartObject();
            json.WritePropertyName("path"u8);
            json.WriteRawValue(path, skipInputValidation: true);
            part.Write(json, origin, reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (_isTruncated)
        {
            json.WriteBoolean("truncated"u8, true);
        }

        json.WriteEndObject();
    }

    // Where the entity itself was not there nobody looked for its fields.
    private MissReason ReasonOf(EntityKey key, FieldKey field) =>
        _reasons.TryGetValue((key, field), out var reason) || _entities.TryGetValue(key, out reason) ? reason : MissReason.Along;

    /// <summary>The path of the object whose field is being written, as JSON, and the name of the field in the response.</summary>
    private static string PathOf(OperationRun run, out string field)
    {
        var text = new StringBuilder("[");
        var frames = run.Frames;
        int last = frames.Length - 1;
        while (frames[last].Field is null)
        {
            last--;
        }

        for (int i = 0; i < last; i++)
        {
            text.Append(i == 0 ? "" : ",");
            _ = frames[i].Field is { } step
                ? text.Append('"').Append(step.ResponseName).Append('"')
                : text.Append(CultureInfo.InvariantCulture, $"{frames[i].Index}");
        }

        field = frames[last].Field!.ResponseName;
        return text.Append(']').ToString();
    }
}
