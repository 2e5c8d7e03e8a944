using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>One field to ask the upstream for.</summary>
internal sealed class FetchField(FieldModel model, FieldKey key, ReadOnlyMemory<byte> arguments)
{
    public FieldModel Model { get; } = model;

    /// <summary>The key under which the value is kept.</summary>
    public FieldKey Key { get; } = key;

    /// <summary>Canonical JSON object; <c>{}</c> if there are none.</summary>
    public ReadOnlyMemory<byte> Arguments { get; } = arguments;

    /// <summary>The tags that the value depends on.</summary>
    public CacheTag[] Tags { get; init; } = [];

    /// <summary>What is asked of the value, for a connection of its nodes; null for a leaf.</summary>
    public FetchSelection? Below { get; set; }

    /// <summary>Whether a connection is read by its edges, because someone wants the cursors.</summary>
    public bool NeedsCursors { get; set; }

    /// <summary>Whether a query asked for it, rather than widening.</summary>
    public bool IsAsked { get; set; }

    /// <summary>The name in the upstream's answer; set when the document is written.</summary>
    public string ResponseName { get; set; } = "";

    /// <summary>A copy that no query has asked for yet.</summary>
    public FetchField Copy() => new(Model, Key, Arguments) { Tags = Tags, NeedsCursors = NeedsCursors, Below = Below?.Copy() };

    /// <summary>A copy that asks for what another field of the same key asks for as well.</summary>
    public FetchField CopyWith(FetchField other)
    {
        var copy = Copy();
        copy.NeedsCursors |= other.NeedsCursors;
        if (other.Below is not null)
        {
            copy.Below?.Merge(other.Below);
        }

        return copy;
    }

    public bool HasArguments => Arguments.Length > 2;
}
