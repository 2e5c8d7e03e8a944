using System.Collections.Immutable;
using System.Text;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Planning;

/// <summary>One field of one selection, with all that can be known of it before there are variables.</summary>
public sealed class FieldPlan
{
    // A document may merge a hundred thousand fields into one; an error needs to name a few.
    private const int MaxLocations = 16;

    private ImmutableArray<SourceLocation> _locations;

    internal FieldPlan(string responseName, FieldDefinition definition, MetaField meta, ImmutableArray<int> starts)
    {
        ResponseName = responseName;
        JsonKey = Encoding.UTF8.GetBytes($"\"{responseName}\":");
        Definition = definition;
        Meta = meta;
        Starts = starts;
    }

    /// <summary>The key in the response.</summary>
    public string ResponseName { get; }

    /// <summary>The key as JSON, with quotes and colon.</summary>
    public ReadOnlyMemory<byte> JsonKey { get; }

    public FieldDefinition Definition { get; }

    public MetaField Meta { get; }

    /// <summary>What the arguments are, or how to find out once there are variables.</summary>
    public ArgumentsPlan Arguments { get; internal set; } = ArgumentsPlan.None;

    /// <summary>What is selected below; null for a leaf.</summary>
    public SelectionSetPlan? Selection { get; internal set; }

    /// <summary>Byte offsets in the document of every field merged into this one, for errors.</summary>
    public ImmutableArray<int> Starts { get; }

    /// <summary>What a source has worked out for this field. Sources that find another's work here, or none, do their own.</summary>
    public object? Prepared { get; set; }

    /// <summary>Where the field stands in the document, at most the first 16 places; found once, since finding is slow.</summary>
    public ImmutableArray<SourceLocation> Locations(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var known = _locations;
        if (known.IsDefault)
        {
            _locations = known = [.. Starts.Take(MaxLocations).Select(source.Locate)];
        }

        return known;
    }

    public override string ToString() => $"{ResponseName}: {Definition}";
}
