namespace Gateway.GraphQL.Types;

/// <summary>Sorts by a comparison that need not be consistent, with the outcome that it has in JavaScript.</summary>
/// <remarks>
/// "Interfaces before what implements them, else by name" is no order: of three types each may come before the next, in a ring. What such a
/// sort yields depends on what is compared with what; to hint at the same types as the reference it must be done in the same steps.
/// </remarks>
internal static class RunSort
{
    /// <summary>How many items can be sorted so. From there on JavaScript does more, and inserting one by one would take long.</summary>
    public const int Most = 63;

    public static void Sort<T>(Span<T> items, Comparison<T> compare)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items.Length, Most);
        for (int i = SortedStart(items, compare); i < items.Length; i++)
        {
            var pivot = items[i];
            int left = 0;
            int right = i;
            while (left < right)
            {
                int middle = left + ((right - left) >> 1);
                (left, right) = compare(pivot, items[middle]) < 0 ? (left, middle) : (middle + 1, right);
            }

            items[left..i].CopyTo(items[(left + 1)..]);
            items[left] = pivot;
        }
    }

    /// <summary>How many items from the first on are in order, once a falling run is turned round.</summary>
    private static int SortedStart<T>(Span<T> items, Comparison<T> compare)
    {
        if (items.Length < 2)
        {
            return items.Length;
        }

        bool falls = compare(items[1], items[0]) < 0;
        int length = 2;
        while (length < items.Length && compare(items[length], items[length - 1]) < 0 == falls)
        {
            length++;
        }

        if (falls)
        {
            items[..length].Reverse();
        }

        return length;
    }
}
