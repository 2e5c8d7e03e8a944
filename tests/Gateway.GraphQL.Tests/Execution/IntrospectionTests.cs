using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.GraphQL.Tests.Execution;

public class IntrospectionTests
{
    private const string Sdl =
        """
        "The schema."
        schema { query: Root mutation: Change }
        directive @mark(a: Int! = 1, "Old." b: [String] @deprecated) repeatable on FIELD | OBJECT
        "The root."
        type Root implements Node & Named { id: ID! name: String old(a: Int @deprecated(reason: "No a."), b: [[E!]!]! = [[RED]]): Int @deprecated member: Member node(id: ID!): Node }
        type Change { do(in: In!, one: Pick): Root! }
        interface Node { id: ID! }
        interface Named implements Node { id: ID! name: String gone: Int @deprecated(reason: "Gone.") }
        extend type Root { gone: Int }
        "A or B."
        union Member = Root | Change
        enum E { "Red." RED GREEN @deprecated(reason: "No.") BLUE }
        input In { a: Int! = 5 b: [E!] = [RED, GREEN] "Text." c: String = "a \"b\"" d: In old: Int @deprecated }
        input Pick @oneOf { x: Int y: String }
        scalar Any @specifiedBy(url: "https://example.org/any")
        """;

    private const string Query =
        """
        query Introspection {
          __schema {
            description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...Full }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...Input } }
          }
        }
        fragment Full on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...Input } type { ...Ref } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...Input }
          interfaces { ...Ref }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...Ref }
        }
        fragment Input on __InputValue { name description type { ...Ref } defaultValue isDeprecated deprecationReason }
        fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }
        """;

    private static readonly Executing Engine = new(Sdl);

    [Fact]
    public void A_short_query_for_an_answer_without_end_is_ended_by_its_size()
    {
        string members = string.Concat(Enumerable.Range(0, 300).Select(index => $" a{index}: Query"));
        string names = string.Concat(Enumerable.Range(0, 60).Select(index => $" n{index}: name"));

        var response = JsonNode.Parse(
            new Executing($"type Query {{{members} }}").Respond($"{{ __schema {{ types {{ fields {{ type {{ fields {{ type {{{names} }} }} }} }} }} }} }}"))!;

        Assert.Null(response["data"]);
        Assert.Equal("The response is larger than 32505856 bytes.", (string?)response["errors"]![0]!["message"]);
    }

    /// <summary>The expected answer beside this file holds what the schema above defines, made by the reference implementation of the specification.</summary>
    [Fact]
    public void Answers_the_full_query_with_all_that_the_schema_defines()
    {
        var schema = JsonNode.Parse(Engine.Respond(Query))!["data"]!["__schema"]!;
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "introspection.json")))!;

        Normalise(schema);
        Normalise(expected);

        Assert.Equal(Text(expected), Text(schema));
    }

    [Fact]
    public void Knows_its_own_types_and_directives()
    {
        using var json = JsonDocument.Parse(Engine.Respond("{ __schema { types { name } directives { name } } }"));

        var schema = json.RootElement.GetProperty("data").GetProperty("__schema");

        Assert.Empty(new[] { "Int", "String", "Boolean", "ID", "__Schema", "__Type", "__Field", "__InputValue", "__EnumValue", "__Directive", "__TypeKind" }
            .Except(Names(schema.GetProperty("types"))));
        Assert.Empty(new[] { "skip", "include", "deprecated", "specifiedBy", "oneOf" }.Except(Names(schema.GetProperty("directives"))));
    }

    [Theory]
    [InlineData("""{ __type(name: "Nobody") { name } }""", """{"__type":null}""")]
    [InlineData("""{ __type(name: "E") { enumValues { name } } }""", """{"__type":{"enumValues":[{"name":"RED"},{"name":"BLUE"}]}}""")]
    [InlineData("""{ __type(name: "In") { inputFields { name } fields { name } } }""",
        """{"__type":{"inputFields":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}],"fields":null}}""")]
    [InlineData("""{ __type(name: "Named") { fields { name } all: fields(includeDeprecated: true) { name } } }""",
        """{"__type":{"fields":[{"name":"id"},{"name":"name"}],"all":[{"name":"id"},{"name":"name"},{"name":"gone"}]}}""")]
    [InlineData("""{ __type(name: "Root") { __typename name kind ofType { name } possibleTypes { name } } }""",
        """{"__type":{"__typename":"__Type","name":"Root","kind":"OBJECT","ofType":null,"possibleTypes":null}}""")]
    [InlineData("""{ __typename x: __typename __schema { __typename queryType { name } } }""",
        """{"__typename":"Root","x":"Root","__schema":{"__typename":"__Schema","queryType":{"name":"Root"}}}""")]
    public void Answers_what_is_asked_of_one_type(string document, string data) =>
        Assert.Equal($$"""{"data":{{data}}}""", Engine.Respond(document));

    [Fact]
    public void Takes_names_and_conditions_from_variables()
    {
        const string Document = "query($n: String!, $d: Boolean!) { __type(name: $n) { enumValues(includeDeprecated: $d) { name } } }";

        string all = Engine.Respond(Document, variables: """{"n":"E","d":true}""");
        string some = Engine.Respond(Document, variables: """{"n":"E","d":false}""");

        Assert.Contains("GREEN", all, StringComparison.Ordinal);
        Assert.DoesNotContain("GREEN", some, StringComparison.Ordinal);
    }

    [Fact]
    public void Mixes_with_data() => Assert.Equal(
        """{"data":{"name":"x","__schema":{"mutationType":{"name":"Change"}},"member":{"__typename":"Root"}}}""",
        Engine.Respond("{ name __schema { mutationType { name } } member { __typename } }", """{"name":"x","member":{"__typename":"Root"}}"""));

    private static IEnumerable<string?> Names(JsonElement list) => list.EnumerateArray().Select(item => item.GetProperty("name").GetString());

    /// <summary>Leaves out what is built in, and orders what may come in any order.</summary>
    private static void Normalise(JsonNode schema)
    {
        foreach (string list in (string[])["types", "directives"])
        {
            schema[list] = Sorted(schema[list]!.AsArray().Where(item => !IsBuiltIn(Name(item!))));
        }

        foreach (var type in schema["types"]!.AsArray())
        {
            if (type!["possibleTypes"] is JsonArray possible)
            {
                type["possibleTypes"] = Sorted(possible);
            }
        }
    }

    private static JsonArray Sorted(IEnumerable<JsonNode?> items) =>
        [.. items.OrderBy(item => Name(item!), StringComparer.Ordinal).Select(item => item!.DeepClone())];

    private static string Name(JsonNode item) => item["name"]!.GetValue<string>();

    private static bool IsBuiltIn(string name) => name.StartsWith("__", StringComparison.Ordinal)
        || name is "Int" or "Float" or "String" or "Boolean" or "ID" or "skip" or "include" or "deprecated" or "specifiedBy" or "oneOf";

    /// <summary>One property a line, keys in order, so that a difference shows where it is.</summary>
    private static string Text(JsonNode node) => Ordered(node)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Ordered(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static string Here([CallerFilePath] string path = "") => path;
}
