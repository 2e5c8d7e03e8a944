namespace Gateway.GraphQL.Errors;

/// <summary>One step of a response path: a response name, or the index of a list item.</summary>
public readonly record struct PathSegment
{
    public PathSegment(string name) => (Name, Index) = (name, -1);

    public PathSegment(int index) => Index = index;

    /// <summary>The response name; null if this is an index.</summary>
    public string? Name { get; }

    /// <summary>The index, from 0; -1 if this is a name.</summary>
    public int Index { get; }

    public override string ToString() => Name ?? Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
