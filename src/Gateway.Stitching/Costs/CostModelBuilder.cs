using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Costs;

/// <summary>Reads <c>@cost</c> off a schema, and fills in what the upstream charges where it says nothing.</summary>
/// <remarks>https://ibm.github.io/graphql-specs/cost-spec.html#sec-The-Cost-Directive</remarks>
internal sealed class CostModelBuilder
{
    private const string Cost = "cost";

    // What Linear charges, by its documentation; that of the specification is 0 and 1.
    private const double Leaf = 0.1;
    private const double Object = 1;

    private readonly Schema _schema;
    private readonly List<string> _problems;
    private readonly ListSizeReader _sizes;

    private CostModelBuilder(Schema schema, List<string> problems)
    {
        _schema = schema;
        _problems = problems;
        _sizes = new ListSizeReader(problems);
    }

    /// <param name="schema">The merged schema.</param>
    /// <param name="problems">What is wrong with the directives is added here.</param>
    public static CostModel Build(Schema schema, List<string> problems)
    {
        var builder = new CostModelBuilder(schema, problems);
        builder.RefuseOnDirectives();
        var arguments = builder.Arguments();
        return new CostModel(builder.Types(), builder.Fields(arguments), arguments);
    }

    private FrozenDictionary<NamedType, double> Types() => _schema.Types
        .Where(type => type.IsLeaf || type is ObjectType)
        .ToFrozenDictionary(type => type, type => Weight(type.Directives, type.Name) ?? DefaultOf(type));

    private double DefaultOf(NamedType type) =>
        type.IsLeaf ? Leaf
        : ReferenceEquals(type, _schema.Query) || ReferenceEquals(type, _schema.Mutation) || ReferenceEquals(type, _schema.Subscription) ? 0
        : ListSizeReader.IsConnection(type) ? 0
        : Object;

    private FrozenDictionary<FieldDefinition, FieldCost> Fields(ArgumentWeights arguments)
    {
        var fields = new Dictionary<FieldDefinition, FieldCost>();
        foreach (var type in _schema.Types.OfType<ObjectType>().Where(type => !type.IsBuiltIn))
        {
            foreach (var field in type.Fields)
            {
                string place = $"{type.Name}.{field.Name}";
                double weight = Weight(Said(type, field, Cost), place) ?? 0;
                var cost = new FieldCost(weight, _sizes.Read(field, Said(type, field, ListSizeReader.Name), place), arguments.Concern(field));
                fields[field] = cost == FieldCost.None ? FieldCost.None : cost;
            }
        }

        return fields.ToFrozenDictionary();
    }

    /// <summary>The directives of a field; where none of that name is among them, those that an interface has on it.</summary>
    private static ImmutableArray<DirectiveSyntax> Said(ObjectType type, FieldDefinition field, string name) =>
        field.Directive(name) is not null
            ? field.Directives
            : type.Interfaces.Select(contract => contract.Field(field.Name)).FirstOrDefault(inherited => inherited?.Directive(name) is not null)?.Directives ?? [];

    private ArgumentWeights Arguments()
    {
        var weights = new Dictionary<InputDefinition, double>();
        foreach (var type in _schema.Types)
        {
            var members = type switch
            {
                FieldsType fields => fields.Fields.SelectMany(field => field.Arguments.Select(argument => ($"{field.Name}({argument.Name}:)", argument))),
                InputObjectType input => input.Fields.Select(field => (field.Name, field)),
                _ => [],
            };
            foreach (var (name, member) in members)
            {
                if (Weight(member.Directives, $"{type.Name}.{name}") is { } weight)
                {
                    weights[member] = weight;
                }
            }
        }

        return new ArgumentWeights(weights.ToFrozenDictionary(), Within(weights).ToFrozenSet());
    }

    private HashSet<InputObjectType> Within(Dictionary<InputDefinition, double> weights)
    {
        var inputs = weights.Count == 0 ? [] : _schema.Types.OfType<InputObjectType>().ToList();
        var within = new HashSet<InputObjectType>();
        int before;
        do
        {
            before = within.Count;
            within.UnionWith(inputs.Where(input =>
                input.Fields.Any(field => weights.ContainsKey(field) || (field.Type.Named is InputObjectType inner && within.Contains(inner)))));
        }
        while (within.Count > before);
        return within;
    }

    // Directives of a query are gone before anything is weighed.
    private void RefuseOnDirectives()
    {
        foreach (var directive in _schema.DirectiveDefinitions)
        {
            _problems.AddRange(directive.Arguments
                .Where(argument => argument.Directives.Any(applied => applied.Name.Value == Cost))
                .Select(argument => $"@{Cost} on @{directive.Name}({argument.Name}:): arguments of directives are not weighed."));
        }
    }

    private double? Weight(ImmutableArray<DirectiveSyntax> directives, string place)
    {
        if (directives.FirstOrDefault(directive => directive.Name.Value == Cost) is not { } directive)
        {
            return null;
        }

        string? given = (directive.Argument("weight") as StringValueSyntax)?.Value;
        if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && double.IsFinite(weight))
        {
            return weight;
        }

        _problems.Add($"@{Cost} on {place}: \"{given}\" is no weight. Write a number, such as \"2.5\".");
        return null;
    }
}
