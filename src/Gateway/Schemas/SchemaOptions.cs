using System.ComponentModel.DataAnnotations;

namespace Gateway.Schemas;

/// <summary>Which schemas are served. Bound to the section <c>Schema</c>.</summary>
public sealed class SchemaOptions
{
    /// <summary>
    /// A file to read instead of the slice of Linear's API that is built in: as little or as much of the API as is to be served, as
    /// <c>schema pull</c> writes it. Default empty: the one built in.
    /// </summary>
    public string Slice { get; set; } = "";

    /// <summary>A file to read instead of the extensions that are built in. Default empty: those built in.</summary>
    public string Extensions { get; set; } = "";

    /// <summary>
    /// How often the upstream is asked for its schema, at start for the first time, so that what it does not have any more is not asked for.
    /// Default 1 hour; 0 for never; at most 7 days. A sandbox is never asked: it serves what we do.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan DriftInterval { get; set; } = TimeSpan.FromHours(1);
}
