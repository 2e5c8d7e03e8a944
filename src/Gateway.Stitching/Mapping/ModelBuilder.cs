using System.Collections.Immutable;
using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Costs;
using Gateway.Stitching.Events;
using Gateway.Stitching.Feeding;
using Gateway.Stitching.Live;
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
        var live = new LiveMapBuilder(type => builder._types[type].IsEntity, builder._problems).Build(schema);
        var feed = new FeedPlanBuilder(events, builder._problems).Build(schema);
        var mutations = new MutationMapBuilder(schema, type => builder._types[type].IsEntity, builder._problems).Build();
        var costs = CostModelBuilder.Build(schema, builder._problems);
        problems = [.. builder._problems];
        return new GatewayModel(schema, builder._types, builder._fields, events, live, feed, mutations, costs);
    }

    private void AddTypes()
    {
        foreach (var type in _schema.Types.OfType<ObjectType>())
        {
            var ages = _ages.Read(type.Directives, _defaultAges, type.Name);
            _types[type] = new TypeModel(type)
            {
                IsEntity = IsEntity(type),
                IsConnection = PageShape.IsConnection(type),
                Ages = ages,
                StateRules = _ages.ReadStates(type, ages),
                Until = _ages.ReadUntil(type),
                LiveMaxAge = _ages.ReadLive(type),
            };
        }
    }

    private void AddFields()
    {
        var factory = new FieldModelFactory(_schema, _types, _ages);
        foreach (var (type, model) in _types)
        {
            model.Fields = [.. type.Fields.Select(field => _fields[field] = factory.Create(model, field))];
        }
    }

    private void AddLookups()
    {
        foreach (var (type, model) in _types)
        {
            var directives = type.Directives.Where(directive => directive.Name.Value == "lookup").ToList();
            if (directives.Count == 0 && model.IsEntity)
            {
                LookupConvention.Find(_schema, type).ToList().ForEach(by => AddLookup(model, by));
            }

            foreach (var directive in directives)
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
        var embeddings = new Embeddings(_schema, _types);
        foreach (var model in _types.Values)
        {
            foreach (var field in model.Fields)
            {
                field.IsCheap = embeddings.IsCheap(model, field);
            }

            model.CheapFields = [.. model.Fields.Where(field => field.IsCheap)];
        }
    }

    // A result of a search has the id of what was found, and besides what holds for that search alone.
    private static bool IsEntity(ObjectType type) =>
        type.Field("id") is { Type: NonNullTypeRef { Inner: NamedTypeRef { Type: ScalarType { Kind: ScalarKind.Id or ScalarKind.String } } }, Arguments.IsEmpty: true }
        && (type.Directives.Any(directive => directive.Name.Value == "key")
            || (type.Interfaces.Any(contract => contract.Name == "Node") && !type.Name.EndsWith("SearchResult", StringComparison.Ordinal)));
}
