using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>Cuts pages out of lists.</summary>
/// <remarks>https://relay.dev/graphql/connections.htm#sec-Pagination-algorithm</remarks>
internal static class Paging
{
    /// <param name="all">Filtered and in order.</param>
    /// <param name="arguments">Where to cut; without a size the page has 50 entities.</param>
    /// <param name="table">Finds the place of a cursor whose entity has left the list.</param>
    /// <exception cref="InvalidArgumentException">A cursor is of no known entity.</exception>
    public static Page Cut(IReadOnlyList<Entity> all, PageArguments arguments, EntityTable table)
    {
        var order = arguments.ByUpdate ? EntityOrder.Updated : EntityOrder.Created;
        int start = 0;
        int end = all.Count;
        if (arguments.After is { } after)
        {
            int place = Place(all, after, "after", table, order, out bool isListed);
            start = isListed ? place + 1 : place;
        }

        if (arguments.Before is { } before)
        {
            end = Math.Max(start, Place(all, before, "before", table, order, out _));
        }

        bool fromEnd = arguments is { First: null, Last: null, Before: not null, After: null };
        int? first = arguments is { First: null, Last: null } && !fromEnd ? PageArguments.DefaultSize : arguments.First;
        int? last = fromEnd ? PageArguments.DefaultSize : arguments.Last;
        if (first < end - start)
        {
            end = start + first.Value;
        }

        if (last < end - start)
        {
            start = end - last.Value;
        }

        return new Page(all, start, end);
    }

    private static int Place(
        IReadOnlyList<Entity> all, string cursor, string argument, EntityTable table, EntityOrder order, out bool isListed)
    {
        var entity = table.Find(Cursor.Id(cursor, argument)) ?? throw Cursor.Unknown(argument);
        int low = 0;
        int high = all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (order.Compare(all[middle], entity) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        isListed = low < all.Count && ReferenceEquals(all[low], entity);
        return low;
    }
}
