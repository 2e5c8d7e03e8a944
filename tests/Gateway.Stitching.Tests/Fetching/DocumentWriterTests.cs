using System.Text.Json;
using Gateway.GraphQL.Validation;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public class DocumentWriterTests
{
    private static readonly GatewayModel Model = TestSchema.Model();

    [Fact]
    public void A_lookup_is_written_as_a_call_and_a_fragment()
    {
        Assert.Equal("query($v0:String!){ a0:agentSession(id:$v0){...f0}} fragment f0 on AgentSession{ id summary}", Write("{ agentSession(id: \"s\") { summary } }").Query);
    }

    [Fact]
    public void A_page_is_written_with_all_of_its_page_info()
    {
        Assert.Equal(
            "query($v0:Int){ a0:issues(first:$v0){nodes{ id title} pageInfo{startCursor endCursor hasNextPage hasPreviousPage}}}",
            Write("{ issues(first: 3) { nodes { title } } }").Query);
    }

    [Fact]
    public void A_page_with_cursors_is_written_by_its_edges()
    {
        Assert.Contains("{edges{cursor node{ id title}} pageInfo{", Write("{ issues(first: 3) { edges { cursor node { title } } } }").Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_have_the_types_of_their_arguments_and_equal_ones_are_shared()
    {
        var sent = Write("""{ issues(first: 3, orderBy: updatedAt) { nodes { comments(first: 3) { nodes { body } } } } a: issues(last: 3, filter: { title: { eq: "x" } }) { nodes { id } } }""");

        var types = sent.Operation.Variables.ToDictionary(variable => sent.Variables.GetProperty(variable.Name).GetRawText(), variable => variable.Type.ToString());
        Assert.Equal("Int", types["3"]);
        Assert.Equal("PaginationOrderBy", types["\"updatedAt\""]);
        Assert.Equal("IssueFilter", types["{\"title\":{\"eq\":\"x\"}}"]);
        Assert.Equal(3, types.Count);
    }

    [Fact]
    public void A_text_with_quotes_and_unicode_arrives_as_it_is()
    {
        const string text = "a\\\"b\\\\ \\u00e9 😀 \\n";

        var sent = Write($"{{ issues(filter: {{ title: {{ eq: \"{text}\" }} }}) {{ nodes {{ id }} }} }}");

        Assert.Equal("a\"b\\ é 😀 \n", sent.Argument(sent.Calls[0], "filter").GetProperty("title").GetProperty("eq").GetString());
    }

    [Fact]
    public void Members_whose_fields_clash_in_type_are_told_apart()
    {
        var model = SmallSchema.Build(
            "type A { v: String w: Int } type B { v: Int w: Int } union U = A | B type Query { u: U }", out _);

        var sent = new SentDocument(new BatchPacker(model, new FetchOptions(), new ManualTime()).Pack(ColdWalk.Needs(model, "{ u { __typename } }"), false).Body);

        Assert.Equal("query{ a0:u{ __typename ...on A{ v w} ...on B{ B_v:v w}}}", sent.Query);
        Assert.Empty(DocumentValidator.Validate(model.Schema, sent.Syntax));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void What_is_written_for_random_queries_is_valid_for_the_upstream(int seed, bool isWidened)
    {
        var packer = new BatchPacker(Model, new FetchOptions(), new ManualTime());
        ForRandomBatches(seed, needs =>
        {
            var sent = new SentDocument(packer.Pack(needs, isWidened).Body);

            var errors = DocumentValidator.Validate(TestSchema.Slice, sent.Syntax);
            Assert.True(errors.IsEmpty, $"seed {seed}: {string.Join('\n', errors.Select(error => error.Message))}: {sent.Query}");
        });
    }

    [Theory]
    [InlineData(4)]
    public void Every_call_has_a_name_of_its_own_and_all_variables_a_value(int seed)
    {
        var packer = new BatchPacker(Model, new FetchOptions(), new ManualTime());
        ForRandomBatches(seed, needs =>
        {
            var document = packer.Pack(needs, isWidened: true);

            var sent = new SentDocument(document.Body);
            Assert.Equal(document.Calls.Select(call => call.Alias), sent.Calls.Select(call => call.ResponseName));
            Assert.Equal(document.Calls.Count, document.Calls.Select(call => call.Alias).Distinct().Count());
            Assert.Equal(sent.Operation.Variables.Select(variable => variable.Name), sent.Variables.EnumerateObject().Select(variable => variable.Name));
            Assert.DoesNotContain(sent.Operation.Variables, variable => sent.Variables.GetProperty(variable.Name).ValueKind == JsonValueKind.Undefined);
        });
    }

    private static SentDocument Write(string document) =>
        new(new BatchPacker(Model, new FetchOptions(), new ManualTime()).Pack(ColdWalk.Needs(Model, document), isWidened: false).Body);

    private static void ForRandomBatches(int seed, Action<IReadOnlyCollection<Need>> check)
    {
        var documents = new RandomDocuments(Model.Schema, seed, _ => ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002", "ENG-1"]);
        for (int i = 0; i < 150; i++)
        {
            List<Need> needs = [];
            for (int joined = 0; joined < 1 + (i % 3); joined++)
            {
                var (document, variables) = documents.Next();
                needs.AddRange(ColdWalk.Of(Model, document, variables).Select(booking => new Need(booking.Key, booking.Selection)));
            }

            if (needs.Count > 0)
            {
                check([.. needs.DistinctBy(need => need.Key)]);
            }
        }
    }
}
