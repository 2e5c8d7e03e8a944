using System.Collections.Immutable;
using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Costs;
using Gateway.Stitching.Events;
using Gateway.Stitching.Mutations;

namespace Gateway.Stitching.Mapping;

/// <summary>Reads the gateway's own directives off a schema.</summary>
public sealed class ModelBuilder
{
    private readonly Schema _schema;
    private readonly AgeRule _defaultAges;
    private readonly AgeRuleBuilder _ages;
    private readonly Dictionary<ObjectType, TypeModel> _types = [];
    private readonly Dictionary<FieldDefinition, FieldModel> _fields = [];
    private readonly List<string> _problems = [];

    private ModelBuilder(Schema schema, TimeSpan defaultMaxAge)
    {
        _schema = schema;
        _defaultAges = new AgeRule((long)defaultMaxAge.TotalMilliseconds, 0, 0);
        _ages = new AgeRuleBuilder(_problems);
    }

    /// <param name="schema">The merged schema.</param>
    /// <param name="defaultMaxAge">How long values are fresh where no <c>@cacheControl</c> says otherwise.</param>
    /// <param name="problems">All that is wrong with the directives; empty if the model is usable.</param>
    public static GatewayModel Build(Schema schema, TimeSpan defaultMaxAge, out ImmutableArray<string> problems)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var builder = new ModelBuilder(schema, defaultMaxAge);
        builder.AddTypes();
        builder.AddFields();
        builder.AddLookups();
        builder.AddCheapFields();
        var events = EventMapBuilder.Build(schema, builder._problems);
        var mutations = new MutationMapBuilder(schema, type => builder._types[type].IsEntity, builder._problems).Build();
        var costs = CostModelBuilder.Build(schema, builder._problems);
        problems = [.. builder._problems];
        return new GatewayModel(schema, builder._types, builder._fields, events, mutations, costs);
    }

    private void AddTypes()
    {
        foreach (var type in _schema.Types.OfType<ObjectType>())
        {
            var ages = _ages.Read(type.Directives, _defaultAges, type.Name);
            _types[type] = new TypeModel(type)
            {
                IsEntity = IsEntity(type),
                IsConnection = type.Field("nodes") is not null && type.Field("edges") is not null && type.Field("pageInfo") is not null,
                Ages = ages,
                StateRules = _ages.ReadStates(type, ages),
            };
        }
    }

    private void AddFields()
    {
        foreach (var (type, model) in _types)
        {
            model.Fields = [.. type.Fields.Select(field => _fields[field] = CreateField(model, field))];
        }
    }

    private FieldModel CreateField(TypeModel declaring, FieldDefinition field)
    {
        var named = field.Type.Named;
        var shape = FieldShape.Leaf;
        var target = named.IsComposite ? named : null;
        if (named is ObjectType type && _types[type] is { } model)
        {
            shape = model.IsConnection ? FieldShape.Connection : model.IsEntity ? FieldShape.Entity : FieldShape.Embedded;
            target = model.IsConnection ? type.Field("nodes")!.Type.Named : named;
        }
        else if (named.IsComposite)
        {
            shape = FieldShape.Embedded;
        }

        bool isList = field.Type.Nullable is ListTypeRef;
        bool isListOfEntities = target is ObjectType item && _types[item].IsEntity && (isList || shape == FieldShape.Connection);
        return new FieldModel(field)
        {
            Shape = shape,
            Target = target,
            IsList = isList,
            Ages = _ages.Read(field.Directives, declaring.Ages, $"{declaring.Name}.{field.Name}"),
            FollowsState = !AgeRuleBuilder.HasRule(field.Directives),
            Tags = isListOfEntities ? [target!.Name] : [],
        };
    }

    private void AddLookups()
    {
        foreach (var (type, model) in _types)
        {
            foreach (var directive in type.Directives.Where(directive => directive.Name.Value == "lookup"))
            {
                if (directive.Argument("by") is StringValueSyntax by)
                {
                    AddLookup(model, by.Value);
                }
                else
                {
                    _problems.Add($"@lookup on {model.Name} must say by which field of Query.");
                }
            }
        }
    }

    private void AddLookup(TypeModel model, string by)
    {
        var parsed = Parser.Parse(Encoding.UTF8.GetBytes($"{{ {by} }}"), ParserLimits.Request);
        if (!parsed.Ok
            || parsed.Document.Definitions is not [OperationSyntax { SelectionSet.Selections: [FieldSyntax { SelectionSet: null } call] }]
            || _schema.Query.Field(call.Name.Value) is not { } field)
        {
            _problems.Add($"@lookup(by: \"{by}\") on {model.Name} does not call a field of Query.");
            return;
        }

        var lookup = new Lookup(field, call.Arguments);
        if (call.Arguments.FirstOrDefault(argument => argument.Value is VariableSyntax { Name: "key" }) is { } key)
        {
            model.One = lookup;
            _fields[field].Lookup = new RootLookup(model, key.Name.Value);
        }
        else
        {
            model.Many = lookup;
        }
    }

    private void AddCheapFields()
    {
        foreach (var field in _fields.Values)
        {
            field.IsCheap = IsCheap(field);
        }

        foreach (var model in _types.Values)
        {
            model.CheapFields = [.. model.Fields.Where(field => field.IsCheap)];
        }
    }

    // Embedded objects are part of their owner: their leaves come with it, and an activity without its content is of no use.
    private static bool IsCheap(FieldModel field) =>
        field.Definition.Arguments.IsEmpty
        && !IsUnstable(field.Definition.Description)
        && field.IsKept
        && !IsOnDemand(field.Definition)
        && (field.Shape is FieldShape.Leaf or FieldShape.Embedded || (field.Shape == FieldShape.Entity && field.IsSingle));

    private static bool IsUnstable(string? description) =>
        description is not null
        && (description.StartsWith("[Internal]", StringComparison.OrdinalIgnoreCase)
            || description.StartsWith("[ALPHA]", StringComparison.OrdinalIgnoreCase));

    private static bool IsOnDemand(FieldDefinition field) =>
        field.Directive("fetch")?.Argument("onDemand") is BooleanValueSyntax { Value: true };

    private static bool IsEntity(ObjectType type) =>
        type.Field("id")?.Type is NonNullTypeRef
        && (type.Interfaces.Any(contract => contract.Name == "Node") || type.Directives.Any(directive => directive.Name.Value == "key"));
}
