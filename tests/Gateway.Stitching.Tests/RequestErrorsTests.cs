using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Testing;

namespace Gateway.Stitching.Tests;

public class RequestErrorsTests
{
    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED", "graphql error")]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED", "graphql error")]
    [InlineData("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE", "graphql error")]
    [InlineData("query($id: String!) { agentSession(id: $id) { id } }", "BAD_USER_INPUT", "invalid input")]
    public async Task Every_refusal_says_by_which_kind_clients_shall_take_it(string document, string code, string type)
    {
        var error = await RefuseAsync(new LimitsOptions(), document);

        var extensions = error.GetProperty("extensions");
        Assert.Equal((code, type), (extensions.GetProperty("code").GetString(), extensions.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task An_unknown_operation_name_is_such_a_refusal_too()
    {
        var error = await RefuseAsync(new LimitsOptions(), new GatewayRequest("query A { __typename }"u8.ToArray(), "C", default, true));

        Assert.Equal("OPERATION_RESOLUTION_FAILURE", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_mutation_that_comes_with_get_is_such_a_refusal_too()
    {
        byte[] document = "mutation { agentSessionUpdate(id: \"x\", input: {}) { success } }"u8.ToArray();

        var error = await RefuseAsync(new LimitsOptions(), new GatewayRequest(document, null, default, false));

        Assert.Equal("BAD_REQUEST", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("aliases", 1000, 1201, "The document has 1,201 aliases; at most 1,000 are taken (Limits:Aliases).")]
    [InlineData("rootFields", 1000, 1001, "The operation has 1,001 root fields; at most 1,000 are taken (Limits:RootFields).")]
    [InlineData("depth", 100, 101, "The operation has 101 levels of fields once its fragments are expanded; at most 100 are taken (Limits:Depth).")]
    [InlineData("directives", 1000, 1500, "The document has 1,500 directives; at most 1,000 are taken (Limits:Directives).")]
    [InlineData("fragments", 1000, 1001, "The document has 1,001 fragment definitions; at most 1,000 are taken (Limits:Fragments).")]
    [InlineData("fields", 20000, 30001, "The operation has 30,001 fields once its fragments are expanded; at most 20,000 are taken (Limits:Fields).")]
    [InlineData("tokens", 100000, 100002, "The document has 100,002 tokens; at most 100,000 are taken (Limits:Tokens).")]
    [InlineData("bytes", 1048576, 1048583, "The document has 1,048,583 bytes; at most 1,048,576 are taken (Limits:Bytes).")]
    [InlineData("nesting", 200, 201, "The document has at least 201 levels of brackets; at most 200 are taken.")]
    public async Task A_limit_is_named_with_its_value_and_the_actual_one(string limit, int maximum, int actual, string message)
    {
        var error = await RefuseAsync(new LimitsOptions(), TooMuchOf(limit));

        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"code\":\"DOCUMENT_LIMIT_EXCEEDED\",\"type\":\"graphql error\",\"limit\":\"{limit}\",\"maximum\":{maximum},\"actual\":{actual}}}"),
            error.GetProperty("extensions").GetRawText());
    }

    [Theory]
    [InlineData("{ issues(first: 250) { nodes { id comments { nodes { id body } } } } }", "{}", "15,275")]
    [InlineData("query($n: Int, $m: Int) { issues(first: $n) { nodes { id comments(first: $m) { nodes { id body } } } } }", "{\"n\":250}", "15,275")]
    [InlineData("query($n: Int, $m: Int) { issues(first: $n) { nodes { id comments(first: $m) { nodes { id body } } } } }", "{\"n\":100,\"m\":90}", "10,910")]
    public async Task What_is_too_dear_with_its_variables_is_refused_before_anything_is_fetched(string document, string variables, string points)
    {
        using var json = JsonDocument.Parse(variables);

        var error = await RefuseAsync(
            new LimitsOptions { Cost = 10_000 }, new GatewayRequest(Encoding.UTF8.GetBytes(document), null, json.RootElement, true));

        Assert.Equal($"The operation costs {points} points; at most 10,000 are taken (Limits:Cost).", error.GetProperty("message").GetString());
        Assert.Equal(
            $"{{\"code\":\"DOCUMENT_LIMIT_EXCEEDED\",\"type\":\"graphql error\",\"limit\":\"cost\",\"maximum\":10000,\"actual\":{points.Replace(",", "", StringComparison.Ordinal)}}}",
            error.GetProperty("extensions").GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("none: issues(first: 0) { nodes { $ } }")]
    [InlineData("none: issues(first: 0) { nodes { assignedIssues: assignee { assignedIssues(first: 0) { nodes { assignee { $ } } } } } }")]
    public async Task Costs_beyond_all_numbers_are_refused_as_well(string also)
    {
        string dear = $"assignee {{ {Times(40, _ => "assignedIssues(first: 2000000000) { nodes { assignee { ")} id {Times(40, _ => "} } } ")} }}";

        var error = await RefuseAsync(
            new LimitsOptions { Fields = 200_000, Depth = 400 },
            $"{{ {also.Replace("assignee { $ }", dear, StringComparison.Ordinal).Replace("$", dear, StringComparison.Ordinal)} issues {{ nodes {{ {dear} }} }} }}");

        Assert.Equal(
            "The operation costs at least 9,007,199,254,740,991 points; at most 20,000 are taken (Limits:Cost).", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("query($no: Boolean = false) { ...F } fragment F on Query { t: __type(name: \"Issue\") @include(if: $no) { name } }")]
    public async Task The_schema_is_kept_from_those_who_may_not_ask_for_it(string document)
    {
        var error = await RefuseAsync(
            new LimitsOptions(), new GatewayRequest(Encoding.UTF8.GetBytes(document), null, default, true) { AllowsIntrospection = false });

        Assert.Equal("INTROSPECTION_DISABLED", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{ agentSesion(id: \"x\") { id } }", "{}", "Cannot query field \"agentSesion\" on type \"Query\".")]
    [InlineData("{ agentSessions(frst: 1) { nodes { id } } }", "{}", "Unknown argument \"frst\" on field \"Query.agentSessions\".")]
    [InlineData(
        "query($o: PaginationOrderBy) { agentSessions(orderBy: $o) { nodes { id } } }",
        "{\"o\":\"createdAtt\"}",
        "Variable \"$o\" got invalid value \"createdAtt\"; Value \"createdAtt\" does not exist in \"PaginationOrderBy\" enum.")]
    public async Task Nor_are_they_told_what_names_they_may_have_meant(string document, string variables, string message)
    {
        using var json = JsonDocument.Parse(variables);
        var request = new GatewayRequest(Encoding.UTF8.GetBytes(document), null, json.RootElement, true);

        var hinted = await RefuseAsync(new LimitsOptions(), request);
        var plain = await RefuseAsync(new LimitsOptions(), request with { AllowsIntrospection = false });

        Assert.StartsWith($"{message} Did you mean ", hinted.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(message, plain.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Everything_else_is_answered_to_those_who_may_not_introspect()
    {
        var (outcome, body) = await AskAsync(
            new LimitsOptions(), new GatewayRequest("{ __typename }"u8.ToArray(), null, default, true) { AllowsIntrospection = false });

        Assert.Equal(GatewayOutcome.Executed, outcome);
        Assert.Equal("{\"data\":{\"__typename\":\"Query\"}}", body);
    }

    private static string TooMuchOf(string limit) => limit switch
    {
        "aliases" => $"{{ viewer {{ {Times(1201, i => $"a{i}: id ")} }} }}",
        "rootFields" => $"{{ {Times(1001, _ => "__typename ")} }}",
        "depth" => $"{{ ...A }} fragment A on Query {{ issue(id: \"x\") {{ {Times(50, _ => "parent { ")} ...B {Times(50, _ => "}")} }} }} "
            + $"fragment B on Issue {{ {Times(49, _ => "parent { ")} id {Times(49, _ => "}")} }}",
        "directives" => $"{{ viewer {{ id {Times(1500, _ => "@skip(if: false) ")} }} }}",
        "fragments" => $"{{ viewer {{ id }} }} {Times(1001, i => $"fragment F{i} on User {{ id }} ")}",
        "fields" => $"{{ viewer {{ {Times(30_000, _ => "id ")} }} }}",
        "tokens" => $"{{ {Times(100_000, _ => "a ")} }}",
        "bytes" => "{ a } #" + new string('x', 1 << 20),
        _ => $"{{ {Times(250, _ => "a { ")}",
    };

    private static string Times(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private static Task<JsonElement> RefuseAsync(LimitsOptions limits, string document) =>
        RefuseAsync(limits, new GatewayRequest(Encoding.UTF8.GetBytes(document), null, default, true));

    private static async Task<JsonElement> RefuseAsync(LimitsOptions limits, GatewayRequest request)
    {
        var (outcome, body) = await AskAsync(limits, request);
        Assert.NotEqual(GatewayOutcome.Executed, outcome);
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("errors")[0].Clone();
    }

    private static async Task<(GatewayOutcome Outcome, string Body)> AskAsync(LimitsOptions limits, GatewayRequest request)
    {
        var upstream = FakeUpstream.Answering(_ => throw new InvalidOperationException("Nothing may be fetched."));
        var engine = new GatewayEngine(
            TestSchema.Model(), new MemoryRecordStore(1 << 20), upstream, new FetchOptions(), limits, TimeProvider.System);
        using var output = new ResponseBuffer();
        var result = await engine.ExecuteAsync(request, output, TestContext.Current.CancellationToken);
        return (result.Outcome, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
