namespace Gateway.Stitching.Mapping;

/// <summary>Says that a root field reads one entity by its key.</summary>
/// <param name="Type">The entity's type.</param>
/// <param name="KeyArgument">The argument that holds the key; the field is a lookup when it is the only one given.</param>
internal sealed record RootLookup(TypeModel Type, string KeyArgument);
