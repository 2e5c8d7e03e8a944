using System.Collections.Immutable;
using System.Text;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>A type of a schema, known by its name. Frozen once its schema is built.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Types</remarks>
public abstract class NamedType
{
    private protected NamedType(string name, string? description)
    {
        Name = name;
        Description = description;
        JsonName = Encoding.UTF8.GetBytes($"\"{name}\"");
        Reference = new NamedTypeRef(this);
    }

    public string Name { get; }

    /// <summary>The name as a JSON string with its quotes, ready to be copied into a response.</summary>
    public ReadOnlyMemory<byte> JsonName { get; }

    /// <summary>Null if there is none.</summary>
    public string? Description { get; }

    /// <summary>Directives applied to the definition and its extensions, in order.</summary>
    public ImmutableArray<DirectiveSyntax> Directives { get; internal set; } = [];

    /// <summary>Whether the specification defines it, so that SDL leaves it out.</summary>
    public bool IsBuiltIn { get; internal init; }

    /// <summary>A nullable reference to this type.</summary>
    public NamedTypeRef Reference { get; }

    public bool IsLeaf => this is ScalarType or EnumType;

    public bool IsComposite => this is FieldsType or UnionType;

    public bool IsInput => this is ScalarType or EnumType or InputObjectType;

    public bool IsOutput => this is not InputObjectType;

    public override string ToString() => Name;
}
