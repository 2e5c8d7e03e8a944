using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Mutations;

/// <summary>Finds ids in what a mutation answered.</summary>
/// <param name="harvest">What came.</param>
/// <param name="root">The mutation with its arguments.</param>
internal sealed class PayloadIds(Harvest harvest, FieldKey root)
{
    /// <summary>The ids at the end of a path; none where something on the way is null or did not come.</summary>
    public List<string> Find(ReadOnlySpan<string> path)
    {
        var found = new List<string>();
        if (harvest.TryGet(EntityKey.OfRoot(root), root, out var entry))
        {
            Collect(entry.Value, path, found);
        }

        return found;
    }

    /// <summary>Null for what is no text, such as half a surrogate pair: no entity goes by it.</summary>
    private static string? TextOf(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Collect(in FieldValue value, ReadOnlySpan<string> path, List<string> found)
    {
        switch (value.Kind)
        {
            case FieldValueKind.List:
                foreach (ref readonly var item in value.Items.AsSpan())
                {
                    Collect(item, path, found);
                }

                break;
            case FieldValueKind.Leaf when path.IsEmpty && value.Json.Span is [(byte)'"', ..]:
                if (TextOf(value.Json.Span) is { } text)
                {
                    found.Add(text);
                }

                break;
            case FieldValueKind.Link when path is ["id"]:
                found.Add(value.Link.Key.Id);
                break;
            case FieldValueKind.Link when !path.IsEmpty && harvest.TryGet(value.Link.Key, new FieldKey(path[0]), out var entry):
                Collect(entry.Value, path[1..], found);
                break;
            case FieldValueKind.Object when !path.IsEmpty:
                Collect(value.Object[new FieldKey(path[0])], path[1..], found);
                break;
        }
    }
}
