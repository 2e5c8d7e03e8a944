using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Selected fields are fields of the type they are selected on.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Field-Selections</remarks>
internal sealed class FieldsOnCorrectType(ValidationRun run) : Rule(run)
{
    public override void EnterField(FieldSyntax field, NamedType? parent, FieldDefinition? definition)
    {
        if (parent is null || definition is not null)
        {
            return;
        }

        string name = field.Name.Value;
        string hint = Suggestions.DidYouMean(TypesWith(parent, name), "to use an inline fragment on");
        if (hint.Length == 0 && parent is FieldsType fields)
        {
            hint = Suggestions.DidYouMean(Suggestions.Near(name, fields.Fields.Select(known => known.Name)));
        }

        Run.Report($"Cannot query field \"{name}\" on type \"{parent.Name}\".{hint}", field);
    }

    /// <summary>Of an abstract type, the possible types that have the field, and their interfaces that have it, the most used first.</summary>
    private List<string> TypesWith(NamedType parent, string name)
    {
        if (parent is ObjectType)
        {
            return [];
        }

        OrderedDictionary<FieldsType, int> uses = [];
        foreach (var type in Run.Schema.PossibleTypesInOrder(parent).Where(type => type.Field(name) is not null))
        {
            uses[type] = 1;
            foreach (var contract in type.Interfaces.Where(contract => contract.Field(name) is not null))
            {
                uses[contract] = uses.GetValueOrDefault(contract) + 1;
            }
        }

        if (uses.Count > RunSort.Most)
        {
            return [.. uses.OrderByDescending(use => use.Value).ThenBy(use => use.Key.Name, NaturalOrder.Comparer).Select(use => use.Key.Name)];
        }

        var types = uses.Keys.ToArray();
        RunSort.Sort(types, (left, right) => Compare(left, right, uses));
        return [.. types.Select(type => type.Name)];
    }

    // Of equally used types, an interface comes before what implements it.
    private static int Compare(FieldsType left, FieldsType right, OrderedDictionary<FieldsType, int> uses) =>
        uses[left] != uses[right] ? uses[right].CompareTo(uses[left])
        : left is InterfaceType && Schema.IsSubtype(right, left) ? -1
        : right is InterfaceType && Schema.IsSubtype(left, right) ? 1
        : NaturalOrder.Comparer.Compare(left.Name, right.Name);
}
