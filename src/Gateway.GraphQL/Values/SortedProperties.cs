using System.Text.Json;

namespace Gateway.GraphQL.Values;

/// <summary>The properties of a JSON object by UTF-16 code units of their keys; of a key given twice the last one counts.</summary>
/// <remarks>An array and no tree: a list of objects as long as a request may be is mostly this.</remarks>
internal readonly struct SortedProperties
{
    private readonly (string Key, JsonElement Value)[] _items;
    private readonly int _count;

    /// <exception cref="InvalidOperationException">A key is not valid Unicode.</exception>
    public SortedProperties(JsonElement json)
    {
        int given = json.GetPropertyCount();
        _items = given == 0 ? [] : new (string, JsonElement)[given];
        foreach (var property in json.EnumerateObject())
        {
            _items[_count++] = (property.Name, property.Value);
        }

        if (_count > 1)
        {
            _count = Sort(_items);
        }
    }

    public ReadOnlySpan<(string Key, JsonElement Value)> Items => _items.AsSpan(0, _count);

    public bool TryGet(string key, out JsonElement value)
    {
        int low = 0;
        int high = _count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(_items[middle].Key, key);
            if (order == 0)
            {
                value = _items[middle].Value;
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        value = default;
        return false;
    }

    /// <summary>Sorts by key and drops all but the last of each.</summary>
    /// <returns>How many there are then.</returns>
    private static int Sort((string Key, JsonElement Value)[] items)
    {
        int[] order = new int[items.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Equal keys stay in the order in which they were given, which sorting an array does not promise by itself.
        var given = items.AsSpan().ToArray();
        Array.Sort(order, (left, right) => string.CompareOrdinal(given[left].Key, given[right].Key) is var by && by != 0 ? by : left.CompareTo(right));
        int count = 0;
        foreach (int index in order)
        {
            bool isAgain = count > 0 && items[count - 1].Key == given[index].Key;
            items[isAgain ? count - 1 : count++] = given[index];
        }

        return count;
    }
}
