using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Mapping;

/// <summary>Which pages of a type's connections queries lately asked for and did not find, so that they are worth fetching along. Safe for concurrent use.</summary>
internal sealed class FollowedPages
{
    private const int MaxPages = 4;

    // Once is chance; three times is a habit.
    private const int Habit = 3;

    private readonly Lock _gate = new();
    private readonly List<Page> _pages = [];

    /// <summary>Notes a page that was not found.</summary>
    /// <param name="field">The page as it was asked for; copied.</param>
    /// <param name="now">Milliseconds of Unix time.</param>
    public void Note(FetchField field, long now)
    {
        lock (_gate)
        {
            var page = _pages.Find(page => page.Field.Key.Equals(field.Key));
            if (page is null)
            {
                if (_pages.Count == MaxPages)
                {
                    _pages.Remove(_pages.MinBy(known => known.MissedAt)!);
                }

                _pages.Add(page = new Page(field.Copy()));
            }
            else
            {
                page.Field = page.Field.CopyWith(field);
            }

            page.Misses++;
            page.MissedAt = now;
        }
    }

    /// <summary>Copies of the pages that were asked for again and again since a time.</summary>
    public IReadOnlyList<FetchField> Since(long time)
    {
        lock (_gate)
        {
            return [.. _pages.Where(page => page.Misses >= Habit && page.MissedAt >= time).Select(page => page.Field.Copy())];
        }
    }

    private sealed class Page(FetchField field)
    {
        public FetchField Field { get; set; } = field;

        public int Misses { get; set; }

        public long MissedAt { get; set; }
    }
}
