using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>A valid, frozen schema.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema</remarks>
public sealed class Schema
{
    private readonly FrozenDictionary<string, NamedType> _types;
    private readonly FrozenDictionary<string, DirectiveDefinition> _directives;
    private readonly FrozenDictionary<NamedType, ImmutableArray<ObjectType>> _possibleInOrder;
    private readonly FrozenDictionary<NamedType, FrozenSet<ObjectType>> _possibleTypes;

    internal Schema(SchemaParts parts)
    {
        Description = parts.Description;
        Query = parts.Query;
        Mutation = parts.Mutation;
        Subscription = parts.Subscription;
        Types = [.. parts.Types.Values];
        DirectiveDefinitions = [.. parts.Directives.Values];
        Directives = parts.AppliedDirectives;
        _types = parts.Types.ToFrozenDictionary();
        _directives = parts.Directives.ToFrozenDictionary();
        _possibleInOrder = Implementers().Concat(Members())
            .GroupBy(pair => pair.Abstract, pair => pair.Concrete)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
        _possibleTypes = _possibleInOrder.ToFrozenDictionary(possible => possible.Key, possible => possible.Value.ToFrozenSet());
        Meta = new MetaFields(_types["String"], _types["__Schema"], _types["__Type"]);
    }

    /// <summary>Null if there is none.</summary>
    public string? Description { get; }

    public ObjectType Query { get; }

    /// <summary>Null if the schema has no mutations.</summary>
    public ObjectType? Mutation { get; }

    /// <summary>Null if the schema has no subscriptions.</summary>
    public ObjectType? Subscription { get; }

    /// <summary>Introspection types included, and the built-in scalars that are used.</summary>
    public ImmutableArray<NamedType> Types { get; }

    /// <summary>Built-in ones included.</summary>
    public ImmutableArray<DirectiveDefinition> DirectiveDefinitions { get; }

    /// <summary>Directives applied to the schema itself.</summary>
    public ImmutableArray<DirectiveSyntax> Directives { get; }

    /// <summary>Fields that no type defines.</summary>
    public MetaFields Meta { get; }

    /// <summary>The type of that name; null if there is none.</summary>
    public NamedType? Type(string name) => _types.GetValueOrDefault(name);

    /// <summary>The directive of that name, without the at sign; null if there is none.</summary>
    public DirectiveDefinition? Directive(string name) => _directives.GetValueOrDefault(name);

    /// <summary>Null if the schema does not support that kind of operation.</summary>
    public ObjectType? Root(OperationKind kind) => kind switch
    {
        OperationKind.Mutation => Mutation,
        OperationKind.Subscription => Subscription,
        _ => Query,
    };

    /// <summary>The object types a value of this composite type may have; for an object, itself.</summary>
    public IReadOnlySet<ObjectType> PossibleTypes(NamedType type) =>
        type is ObjectType self ? FrozenSet.Create(self) : _possibleTypes.GetValueOrDefault(type) ?? FrozenSet<ObjectType>.Empty;

    /// <summary>As <see cref="PossibleTypes"/>: of a union as it lists them, of an interface in the order of <see cref="Types"/>.</summary>
    public ImmutableArray<ObjectType> PossibleTypesInOrder(NamedType type) =>
        type is ObjectType self ? [self] : _possibleInOrder.GetValueOrDefault(type, []);

    /// <summary>Whether a value of <paramref name="candidate"/> is also one of <paramref name="type"/>.</summary>
    public bool IsPossible(NamedType type, ObjectType candidate) =>
        ReferenceEquals(type, candidate) || (_possibleTypes.TryGetValue(type, out var set) && set.Contains(candidate));

    /// <summary>Whether <paramref name="candidate"/> is <paramref name="type"/>, implements it or is a member of it.</summary>
    public static bool IsSubtype(NamedType candidate, NamedType type) =>
        ReferenceEquals(candidate, type)
        || (type is InterfaceType contract && candidate is FieldsType implementer && implementer.Interfaces.Contains(contract))
        || (type is UnionType union && candidate is ObjectType member && union.Members.Contains(member));

    /// <summary>Whether some object is of both types, so that a fragment on one may apply to the other.</summary>
    public bool Overlap(NamedType left, NamedType right) =>
        (left, right) switch
        {
            (ObjectType concrete, _) => IsPossible(right, concrete),
            (_, ObjectType concrete) => IsPossible(left, concrete),
            _ => ReferenceEquals(left, right) || PossibleTypes(left).Overlaps(PossibleTypes(right)),
        };

    /// <summary>The field that a selection on this type means by that name, meta fields included; null if there is none.</summary>
    public FieldDefinition? Field(NamedType type, string name) => name switch
    {
        "__typename" when type.IsComposite => Meta.TypeName,
        "__schema" when ReferenceEquals(type, Query) => Meta.Schema,
        "__type" when ReferenceEquals(type, Query) => Meta.Type,
        _ => (type as FieldsType)?.Field(name),
    };

    private IEnumerable<(NamedType Abstract, ObjectType Concrete)> Implementers() =>
        Types.OfType<ObjectType>().SelectMany(type => type.Interfaces.Select(contract => ((NamedType)contract, type)));

    private IEnumerable<(NamedType Abstract, ObjectType Concrete)> Members() =>
        Types.OfType<UnionType>().SelectMany(union => union.Members.Select(member => ((NamedType)union, member)));
}
