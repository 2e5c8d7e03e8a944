using System.Text;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Sources;

/// <summary>A field with its arguments known: under which key its value is kept, and what it depends on.</summary>
internal sealed class FieldStep
{
    private const int MaxPageSize = 20;

    private FieldKey? _key;

    public FieldStep(RecordReader owner, FieldModel model, ReadOnlyMemory<byte> arguments, CacheTag[] tags, EntityKey? lookup)
    {
        Owner = owner;
        Model = model;
        Arguments = arguments;
        Tags = tags;
        Lookup = lookup;
    }

    /// <summary>Who worked it out; plans are shared between engines in tests.</summary>
    public RecordReader Owner { get; }

    public FieldModel Model { get; }

    public ReadOnlyMemory<byte> Arguments { get; }

    /// <summary>Worked out when it is asked for: of an entity that is read by its key and known, nobody asks.</summary>
    public FieldKey Key => _key ??=
        Arguments.Length <= 2 ? Model.Key : new FieldKey($"{Model.Definition.Name}({Encoding.UTF8.GetString(Arguments.Span)})");

    /// <summary>What the value depends on besides its entity; for a lookup, what it depends on that there is none.</summary>
    public CacheTag[] Tags { get; }

    /// <summary>Whether other entities of the type may well be asked for the same page: the first few nodes, not what follows a cursor.</summary>
    /// <remarks>Worked out when it is asked for, which only a miss does: steps with variables are made for each run.</remarks>
    public bool IsRepeatablePage =>
        Model.Shape == FieldShape.Connection
        && Arguments.Span.IndexOf("\"after\":\""u8) < 0
        && Arguments.Span.IndexOf("\"before\":\""u8) < 0
        && Complexity.PageSize(Arguments) <= MaxPageSize;

    /// <summary>The entity that the field reads by its key; null if it is no lookup.</summary>
    public EntityKey? Lookup { get; }
}
