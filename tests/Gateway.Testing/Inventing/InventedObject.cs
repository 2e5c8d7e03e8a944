using Gateway.GraphQL.Types;

namespace Gateway.Testing.Inventing;

/// <summary>An object of an invented world. What its fields hold follows from its type and identity alone.</summary>
/// <param name="Type">A concrete type.</param>
/// <param name="Identity">For an entity its id; else the way that led to it.</param>
internal sealed record InventedObject(ObjectType Type, string Identity);
