namespace Gateway.Schemas;

/// <summary>Which schemas are served. Bound to the section <c>Schema</c>.</summary>
public sealed class SchemaOptions
{
    /// <summary>A file to read instead of the slice of Linear's API that is built in. Default empty: the one built in.</summary>
    public string Slice { get; set; } = "";

    /// <summary>A file to read instead of the extensions that are built in. Default empty: those built in.</summary>
    public string Extensions { get; set; } = "";
}
