using System.Collections.Immutable;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Planning;

/// <summary>What is selected of a composite type: one <see cref="SelectionPlan"/> for each object type a value may have.</summary>
public sealed class SelectionSetPlan
{
    private readonly ImmutableArray<SelectionPlan> _plans;

    internal SelectionSetPlan(NamedType type, ImmutableArray<SelectionPlan> plans) => (Type, _plans) = (type, plans);

    /// <summary>The declared type: an object, interface or union.</summary>
    public NamedType Type { get; }

    /// <summary>One for each possible object type, in no particular order.</summary>
    public ImmutableArray<SelectionPlan> Plans => _plans;

    /// <summary>The plan for an object of that type; null if the declared type does not admit it.</summary>
    public SelectionPlan? For(ObjectType type)
    {
        foreach (var plan in _plans)
        {
            if (ReferenceEquals(plan.Type, type))
            {
                return plan;
            }
        }

        return null;
    }

    /// <summary>Each <c>__typename</c> that is selected of all possible types.</summary>
    internal IEnumerable<FieldPlan> CommonMetaFields() =>
        _plans is [var first, .. var others]
            ? first.Fields.Where(field => field.Meta == MetaField.TypeName
                && others.All(other => other.Fields.Any(same => same.Meta == MetaField.TypeName && same.ResponseName == field.ResponseName)))
            : [];
}
