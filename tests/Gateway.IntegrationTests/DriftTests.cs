using System.Text.Json;
using Gateway.Stitching.Drifting;
using Gateway.Testing.Inventing;

namespace Gateway.IntegrationTests;

/// <summary>What the upstream does not have any more is not asked for, and costs nobody anything else.</summary>
public class DriftTests
{
    private const string Sdl = """
        type Query { cat(id: String!): Cat! cats(first: Int, filter: CatFilter, includeArchived: Boolean): CatConnection! box: Box old: Int now: Int! }
        interface Node { id: ID! }
        input IDComparator { in: [ID!] }
        input CatFilter { id: IDComparator name: String }
        type Cat implements Node { id: ID! name: String age: Int! mood: Mood! friend: Cat thing: Thing! note(in: String, kind: Mood): String! box: Box! }
        type Box { width: Int height: Int! }
        type Ball { size: Int! }
        union Thing = Box | Ball
        enum Mood { calm wild }
        type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
        type CatConnection { edges: [CatEdge!]! nodes: [Cat!]! pageInfo: PageInfo! }
        type CatEdge { cursor: String! node: Cat! }
        """;

    private readonly InventedGateway _gateway = InventedGateway.Over(Sdl, 7);

    private string Cat => _gateway.Upstream.Ids("Cat")[0];

    [Fact]
    public async Task A_nullable_field_that_vanished_is_null_with_a_warning()
    {
        Drift("name: String ", "");

        string answer = await _gateway.AskAsync($"{{ c: cat(id: \"{Cat}\") {{ n: name mood }} }}");

        using var json = JsonDocument.Parse(answer);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("data").GetProperty("c").GetProperty("n").ValueKind);
        Assert.False(json.RootElement.TryGetProperty("errors", out _));
        var warning = Assert.Single(json.RootElement.GetProperty("extensions").GetProperty("warnings").EnumerateArray());
        Assert.Equal("Cat.name", warning.GetProperty("coordinate").GetString());
        Assert.Equal("""["c","n"]""", warning.GetProperty("path").GetRawText());
    }

    [Fact]
    public async Task A_field_that_vanished_and_cannot_be_null_is_an_error_at_its_path_and_its_neighbours_are_there()
    {
        Drift("now: Int!", "later: Int!");

        string answer = await _gateway.AskAsync($"{{ cat(id: \"{Cat}\") {{ mood friend {{ age }} }} }}");
        string failed = await _gateway.AskAsync($"{{ cat(id: \"{Cat}\") {{ mood }} now }}");

        Assert.Equal(_gateway.Upstream.Ask($"{{ cat(id: \"{Cat}\") {{ mood friend {{ age }} }} }}"), answer);
        Assert.Contains("does not offer Query.now any more", failed, StringComparison.Ordinal);
        Assert.Contains("\"path\":[\"now\"]", failed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: String ", "")]
    [InlineData("age: Int! ", "")]
    [InlineData("friend: Cat ", "friend: Thing ")]
    [InlineData("height: Int!", "")]
    [InlineData(" = Box | Ball", " = Box")]
    [InlineData("in: String, ", "")]
    [InlineData("in: String, ", "must: Int!, in: String, ")]
    [InlineData("kind: Mood)", "kind: Mood!)")]
    [InlineData("{ calm wild }", "{ calm furious }")]
    [InlineData("cats(first: Int, filter: CatFilter, ", "cats(first: Int, ")]
    [InlineData("id: IDComparator name", "name")]
    [InlineData("first: Int, filter", "first: Int!, filter")]
    [InlineData("old: Int ", "")]
    public async Task Every_query_of_what_is_left_is_answered_as_the_upstream_does(string before, string now)
    {
        Drift(before, now);
        var documents = new RandomQueries(_gateway.Upstream.Schema, 5, _gateway.Upstream.Ids);
        for (int i = 0; i < 60; i++)
        {
            string document = documents.Next();
            string expected = _gateway.Upstream.Ask(document);
            string answer = await _gateway.AskAsync(document);

            // What is new upstream cannot be asked for.
            if (!answer.StartsWith("{\"errors\"", StringComparison.Ordinal))
            {
                Assert.True(Answers.Difference(expected, answer) is null, $"{Answers.Difference(expected, answer)}\n{document}");
            }
        }
    }

    [Theory]
    [InlineData("age: Int! ", "")]
    [InlineData("friend: Cat ", "friend: Thing ")]
    [InlineData("in: String, ", "")]
    [InlineData(" = Box | Ball", " = Box")]
    [InlineData("{ calm wild }", "{ calm furious }")]
    [InlineData("cats(first: Int, filter: CatFilter, ", "cats(first: Int, ")]
    public async Task No_query_of_what_was_once_there_makes_the_upstream_refuse_a_document(string before, string now)
    {
        var documents = new RandomQueries(_gateway.Upstream.Schema, 6, _gateway.Upstream.Ids);
        Drift(before, now);

        for (int i = 0; i < 60; i++)
        {
            await _gateway.AskAsync(documents.Next());
        }

        Assert.True(_gateway.Upstream.Requests > 0);
        Assert.Empty(_gateway.Upstream.Refused);
    }

    [Fact]
    public async Task What_came_back_is_asked_for_again()
    {
        Drift("name: String ", "");
        await _gateway.AskAsync($"{{ cat(id: \"{Cat}\") {{ name mood }} }}");
        _gateway.Upstream.Schema = InventedGateway.BuildSchema(Sdl);
        Compare();

        string answer = await _gateway.AskAsync($"{{ cat(id: \"{Cat}\") {{ name mood }} }}");

        Assert.Equal(_gateway.Upstream.Ask($"{{ cat(id: \"{Cat}\") {{ name mood }} }}"), answer);
    }

    [Fact]
    public async Task A_member_and_a_value_that_are_not_known_pass_through_and_hide_no_neighbour()
    {
        _gateway.Upstream.Schema = InventedGateway.BuildSchema(
            Sdl.Replace("= Box | Ball", "= Cube | Dice", StringComparison.Ordinal).Replace("{ calm wild }", "{ furious sleepy }", StringComparison.Ordinal)
            + "\ntype Cube { side: Int! } type Dice { side: Int! }");
        _gateway.Model.Drift.Vanished = new DriftComparer(_gateway.Model, InventedGateway.BuildSchema(Sdl), _gateway.Upstream.Schema).Compare();

        string answer = await _gateway.AskAsync($"{{ cat(id: \"{Cat}\") {{ mood thing {{ t: __typename ... on Box {{ width b: __typename }} }} id }} }}");

        Assert.Matches("^{\"data\":{\"cat\":{\"mood\":\"(furious|sleepy)\",\"thing\":{\"t\":\"(Cube|Dice)\"},\"id\":\"" + Cat + "\"}}}$", answer);
    }

    private void Drift(string before, string now)
    {
        Assert.Contains(before, Sdl, StringComparison.Ordinal);
        _gateway.Upstream.Schema = InventedGateway.BuildSchema(Sdl.Replace(before, now, StringComparison.Ordinal));
        Compare();
        Assert.False(_gateway.Model.Drift.Vanished.IsEmpty);
    }

    private void Compare() =>
        _gateway.Model.Drift.Vanished = new DriftComparer(_gateway.Model, InventedGateway.BuildSchema(Sdl), _gateway.Upstream.Schema).Compare();
}
