using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.GraphQL.Tests.Execution;
using Gateway.GraphQL.Types;
using Gateway.Testing;
using Gateway.Testing.Inventing;

namespace Gateway.GraphQL.Tests.Types;

public class IntrospectionReaderTests
{
    private const string Query = """
        { __schema {
          description queryType { name } mutationType { name } subscriptionType { name }
          types {
            kind name description specifiedByURL isOneOf
            fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...Input } type { ...Type } isDeprecated deprecationReason }
            inputFields(includeDeprecated: true) { ...Input } interfaces { ...Type }
            enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...Type }
          }
          directives { name description isRepeatable locations args(includeDeprecated: true) { ...Input } }
        } }
        fragment Input on __InputValue { name description type { ...Type } defaultValue isDeprecated deprecationReason }
        fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } }
        """;

    [Fact]
    public void What_introspection_tells_of_random_schemas_prints_as_they_do()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var schema = Sdl.Schema(new RandomSchema(seed).Text());

            var read = IntrospectionReader.Read(Introspect(schema));

            Assert.True(read.Ok, $"Seed {seed}: {string.Join('\n', Sdl.Describe(read.Errors))}");
            Assert.True(SchemaPrinter.Print(schema) == SchemaPrinter.Print(read.Schema), $"Seed {seed}: prints another text.");
        }
    }

    [Fact]
    public void What_introspection_tells_of_large_and_odd_schemas_prints_as_they_do()
    {
        foreach (var schema in new[] { Sdl.Schema(LargeSchema.Sdl(kinds: 108)), Sdl.Schema(OddSchema.Sdl), TestSchema.Slice })
        {
            Assert.Equal(SchemaPrinter.Print(schema), SchemaPrinter.Print(IntrospectionReader.Read(Introspect(schema)).Schema!));
        }
    }

    [Theory]
    [InlineData("""{"__schema":""", "It lacks what every schema has")]
    [InlineData("""{"__schema":{"queryType":{"name":"Q"},"types":[]}}""", "Unknown type \"Q\"")]
    [InlineData("""{"__schema":{"queryType":{"name":"Q {"},"types":[]}}""", "has no name, or one that is none")]
    [InlineData("""{"__schema":{"queryType":{"name":"Q"},"types":[{"kind":"THING","name":"Q"}]}}""", "Q is of no kind that there is")]
    [InlineData("""{"__schema":{"queryType":{"name":"Q"},"types":[{"kind":"OBJECT","name":"Q","fields":[{"name":"a"}]}]}}""", "It lacks what every schema has")]
    [InlineData("""{"data":1}""", "It lacks what every schema has")]
    public void Whatever_is_no_schema_is_told_to_be_none(string data, string problem)
    {
        var read = IntrospectionReader.Read(Encoding.UTF8.GetBytes(data));

        Assert.False(read.Ok);
        Assert.Contains(problem, read.Errors[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1) { a } query($w: T = 2")]
    [InlineData("1 @d")]
    [InlineData("$v")]
    [InlineData("{")]
    public void A_default_value_that_is_more_than_a_value_is_refused(string text)
    {
        var schema = Sdl.Schema("type Query { a(x: Int = 1): Int }");
        string data = Encoding.UTF8.GetString(Introspect(schema)).Replace("\"defaultValue\":\"1\"", $"\"defaultValue\":{JsonSerializer.Serialize(text)}", StringComparison.Ordinal);

        Assert.Contains("The default value of x is none", IntrospectionReader.Read(Encoding.UTF8.GetBytes(data)).Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_older_servers_do_not_tell_may_be_absent()
    {
        var schema = Sdl.Schema("type Query { a(x: Int = 1): Int @deprecated }\nunion U = Query\nscalar S");
        var data = JsonNode.Parse(Introspect(schema))!;
        foreach (var type in data["__schema"]!["types"]!.AsArray())
        {
            type!.AsObject().Remove("isOneOf");
            type.AsObject().Remove("specifiedByURL");
        }

        var read = IntrospectionReader.Read(Encoding.UTF8.GetBytes(data.ToJsonString()));

        Assert.Equal(SchemaPrinter.Print(schema), SchemaPrinter.Print(read.Schema!));
    }

    private static byte[] Introspect(Schema schema)
    {
        using var json = JsonDocument.Parse(new Executing(schema).Respond(Query));
        return Encoding.UTF8.GetBytes(json.RootElement.GetProperty("data").GetRawText());
    }
}
