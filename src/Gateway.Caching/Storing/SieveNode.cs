namespace Gateway.Caching.Storing;

/// <summary>Something that is kept in a <see cref="SieveList{T}"/>.</summary>
/// <typeparam name="T">What it is.</typeparam>
internal abstract class SieveNode<T>
    where T : SieveNode<T>
{
    /// <summary>Set by readers, cleared by the eviction that passes by.</summary>
    public bool Visited { get; set; }

    /// <summary>Neighbours in the order of arrival; they belong to the list.</summary>
    public T? Newer { get; set; }

    public T? Older { get; set; }

    public bool IsListed { get; set; }

    /// <summary>Whether it was read since the last time, and forgets it.</summary>
    public virtual bool TakeVisit()
    {
        bool visited = Visited;
        Visited = false;
        return visited;
    }
}
