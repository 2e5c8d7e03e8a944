using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Limiting;
using Gateway.Sandbox.Querying;

namespace Gateway.Sandbox.Tests;

public sealed class EveryFieldTests
{
    private static readonly Schema Schema = SandboxFixture.BuildSchema("extend type Query { everything: [Node!]! }");

    private static readonly Snapshot World = SandboxWorldOf(Schema);

    [Fact]
    public void Every_field_of_every_entity_resolves_without_an_error()
    {
        List<string> problems = [];

        foreach (var table in World.Tables)
        {
            problems.AddRange(Walk(table, table.Newest).Errors.Select(error => $"{string.Join('.', error.Path)}: {error.Message}").Take(3));
        }

        Assert.Empty(problems);
    }

    [Fact]
    public void There_are_entities_of_every_type_and_answers_are_valid_JSON()
    {
        var tables = World.Tables.ToList();

        Assert.All(tables, table => Assert.NotEmpty(table.Newest));
        Assert.All(tables, table => JsonDocument.Parse(Walk(table, table.Newest).Json));
    }

    [Fact]
    public void Leaves_differ_between_entities()
    {
        List<string> dull = [];

        foreach (var table in World.Tables.Where(table => table.Newest.Length > 40))
        {
            foreach (var binding in table.Shape.Bindings.Where(binding => binding is { Role: FieldRole.Leaf, Definition: not null }))
            {
                var values = table.Newest.Select(entity => entity[binding.Slot]).ToList();
                if (values.TrueForAll(value => value is not Array && Equals(value, values[0])))
                {
                    dull.Add($"{table.Shape.Type.Name}.{binding.Name}");
                }
            }
        }

        Assert.DoesNotContain(dull, name => !name.EndsWith(".archivedAt", StringComparison.Ordinal));
    }

    internal static (string Json, List<Gateway.GraphQL.Errors.GraphQLError> Errors) Walk(EntityTable table, Entity[] entities)
    {
        string text = $"{{ everything {{ ... on {table.Shape.Type.Name} {SelectAll.Of(table.Shape.Type)} }} }}";
        var document = new PlanCache(Schema, DocumentLimits.Request, 1 << 20).Get(Encoding.UTF8.GetBytes(text));
        Assert.Empty(document.Errors);
        Assert.True(document.TryGetOperation(null, out var plan, out _));
        var run = new OperationRun(Schema, plan, plan.Variant(VariableValues.Empty)!, VariableValues.Empty);
        var rates = new RateStatus(default, default, 0);
        using var output = new ResponseBuffer();
        run.Walk(new WholeWorldSource(new SandboxSource(World, rates, Instant.Epoch), entities), SourceValue.Object(null), output);
        return (Encoding.UTF8.GetString(output.WrittenSpan), run.Errors);
    }

    private static Snapshot SandboxWorldOf(Schema schema) => Seeding.WorldSeeder.Seed(new WorldSchema(schema), 1, 1000);
}
