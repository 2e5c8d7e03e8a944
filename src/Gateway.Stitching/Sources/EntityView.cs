using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Sources;

/// <summary>One entity as one run sees it: what was known when the run first met it.</summary>
internal sealed class EntityView(EntityKey key, TypeModel? type, EntityRecord? record)
{
    /// <summary>Where a walk begins. It is no record itself: each root field has its own.</summary>
    public static EntityView Root { get; } = new(new EntityKey("Query", ""), null, null);

    public EntityKey Key { get; } = key;

    /// <summary>Null for the root.</summary>
    public TypeModel? Type { get; } = type;

    /// <summary>Null if nothing was known.</summary>
    public EntityRecord? Record { get; set; } = record;

    /// <summary>What this process knew when the run last looked.</summary>
    public EntityRecord? Peeked { get; set; } = record;

    /// <summary>How old its values may be because of its state; null if its state says nothing. Worked out in the wave <see cref="StateWave"/>.</summary>
    public AgeRule? StateAges { get; set; }

    /// <summary>What the run had seen then: -1 for nothing yet.</summary>
    public int StateWave { get; set; } = -1;

    /// <summary>Whether anything but the id was looked up in it.</summary>
    public bool WasRead { get; set; }

    /// <summary>Where what is known of it came from in the end.</summary>
    public ValueOrigin Origin { get; set; } = ValueOrigin.Process;

    public bool IsRoot => Type is null;
}
