using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Tests;

public sealed class RefusalTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("{ viewer { nope } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ viewer { id ", "GRAPHQL_PARSE_FAILED")]
    [InlineData("query($id: String!) { issue(id: $id) { id } }", "BAD_USER_INPUT")]
    [InlineData("query A { viewer { id } } query B { viewer { id } }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_document_that_cannot_run_is_refused_without_data(string query, string code)
    {
        using var response = await SandboxFixture.SendAsync(sandbox.Server, query, null);

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(code, (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("graphql error", (string?)body["errors"]![0]!["extensions"]!["type"]);
        Assert.False(body.AsObject().ContainsKey("data"));
    }

    [Fact]
    public async Task Nobody_is_served_without_a_credential()
    {
        var (response, body) = await SandboxFixture.PostAsync(sandbox.Server, "{\"query\":\"{ viewer { id } }\"}"u8.ToArray(), null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("AUTHENTICATION_ERROR", (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("authentication error", (string?)body["errors"]![0]!["extensions"]!["type"]);
        Assert.False(body.AsObject().ContainsKey("data"));
    }

    [Fact]
    public async Task The_schema_is_open_to_everybody()
    {
        byte[] request = "{\"query\":\"{ __schema { queryType { name } types { name } } }\"}"u8.ToArray();

        var (response, body) = await SandboxFixture.PostAsync(sandbox.Server, request, null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Query", (string?)body["data"]!["__schema"]!["queryType"]!["name"]);
    }

    [Fact]
    public async Task A_body_over_ten_MiB_is_refused()
    {
        var (response, body) = await SandboxFixture.PostAsync(sandbox.Server, new byte[(10 << 20) + 1], "key");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("PAYLOAD_TOO_LARGE", (string?)body["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_query_that_is_too_complex_is_refused_before_it_runs()
    {
        using var response = await SandboxFixture.SendAsync(
            sandbox.Server, "{ issues(first: 250) { nodes { id children(first: 50) { nodes { id } } } } }", null);

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        var extensions = body["errors"]![0]!["extensions"]!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Query too complex", (string?)body["errors"]![0]!["message"]);
        Assert.Equal("INPUT_ERROR", (string?)extensions["code"]);
        Assert.Equal(
            "The query is too complex. Complexity: 14025. Maximum allowed complexity: 10000.", (string?)extensions["userPresentableMessage"]);
    }

    [Fact]
    public async Task Neither_an_id_nor_a_hash_is_an_invalid_argument()
    {
        var answer = await sandbox.AskAsync("{ comment { id } }");

        Assert.Equal("Argument Validation Error", (string?)answer["errors"]![0]!["message"]);
    }

    [Fact]
    public async Task Answers_are_compressed_on_demand()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.Server.Endpoint)
        {
            Content = new StringContent("{\"query\":\"{ viewer { isMe } }\"}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Authorization", "key");
        request.Headers.Add("Accept-Encoding", "gzip");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        await using var zipped = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new GZipStream(zipped, CompressionMode.Decompress));
        Assert.Equal("{\"data\":{\"viewer\":{\"isMe\":true}}}", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
    }
}
