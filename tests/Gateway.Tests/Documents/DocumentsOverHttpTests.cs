using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.Tests.Documents;

public sealed class DocumentsOverHttpTests : IDisposable
{
    private const string Text = "{ __typename }";
    private const string Answer = """{"data":{"__typename":"Query"}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-documents-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_asks_by_hash_brings_the_text_and_asks_by_hash_again()
    {
        await using var gateway = await TestGateway.StartAsync();
        string hash = Extensions(HashOf(Text));

        string[] answers =
        [
            await PostAsync(gateway, $$"""{"extensions":{{hash}}}"""),
            await PostAsync(gateway, $$"""{"query":"{{Text}}","extensions":{{hash}}}"""),
            await PostAsync(gateway, $$"""{"extensions":{{hash}},"variables":{ } }"""),
            await GetAsync(gateway, $"extensions={Uri.EscapeDataString(hash)}"),
            await GetAsync(gateway, $"documentId=sha256:{HashOf(Text)}"),
        ];

        Assert.Equal("""200 {"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""", answers[0]);
        Assert.All(answers[1..], answer => Assert.Equal($"200 {Answer}", answer));
    }

    [Fact]
    public async Task The_same_goes_for_get_alone()
    {
        await using var gateway = await TestGateway.StartAsync();
        string extensions = $"extensions={Uri.EscapeDataString(Extensions(HashOf(Text)))}";

        string before = await GetAsync(gateway, extensions);
        string registration = await GetAsync(gateway, $"query={Uri.EscapeDataString(Text)}&{extensions}");

        Assert.Contains("PersistedQueryNotFound", before, StringComparison.Ordinal);
        Assert.Equal(($"200 {Answer}", $"200 {Answer}"), (registration, await GetAsync(gateway, extensions)));
    }

    [Theory]
    [InlineData("{ nothing }")]
    [InlineData("{ __typename")]
    public async Task A_document_that_is_not_valid_is_not_kept(string text)
    {
        await using var gateway = await TestGateway.StartAsync();
        string hash = Extensions(HashOf(text));

        await PostAsync(gateway, $$"""{"query":"{{text}}","extensions":{{hash}}}""");

        Assert.Contains("PersistedQueryNotFound", await PostAsync(gateway, $$"""{"extensions":{{hash}}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_of_another_text_is_refused_and_keeps_nothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        string hash = Extensions(HashOf("{ another }"));

        string refused = await PostAsync(gateway, $$"""{"query":"{{Text}}","extensions":{{hash}}}""");

        Assert.Equal("""400 {"errors":[{"message":"provided sha does not match query","extensions":{"code":"BAD_REQUEST"}}]}""", refused);
        Assert.Contains("PersistedQueryNotFound", await PostAsync(gateway, $$"""{"extensions":{{hash}}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_of_an_array_may_name_documents_each_in_its_way()
    {
        Write("first.graphql", "{ first: __typename }");
        await using var gateway = await TestGateway.StartAsync(("Documents:Folder", _folder));

        string answer = await PostAsync(
            gateway, $$"""[{"documentId":"first"},{"documentId":"second"},{"query":"{{Text}}","extensions":{{Extensions(HashOf(Text))}}}]""");

        using var json = JsonDocument.Parse(answer[4..]);
        Assert.Equal(
            ["""{"data":{"first":"Query"}}""", "DOCUMENT_NOT_FOUND", Answer],
            json.RootElement.EnumerateArray().Select(item =>
                item.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : item.GetRawText()));
    }

    [Fact]
    public async Task Trusted_documents_run_by_id_with_variables_and_operation_name()
    {
        Write("two.graphql", "query A($no: Boolean!) { a: __typename @skip(if: $no) b: __typename } query B { c: __typename }");
        await using var gateway = await TestGateway.StartAsync(("Documents:Folder", _folder));

        Assert.Equal(
            """200 {"data":{"b":"Query"}}""", await PostAsync(gateway, """{"documentId":"two","operationName":"A","variables":{"no":true}}"""));
        Assert.Equal("""200 {"data":{"c":"Query"}}""", await GetAsync(gateway, "documentId=two&operationName=B"));
    }

    [Theory]
    [InlineData("application/json", 200, 200)]
    [InlineData("application/graphql-response+json", 403, 404)]
    public async Task In_the_trusted_mode_nothing_else_runs(string accept, int refused, int unknown)
    {
        Write("first.graphql", Text);
        await using var gateway = await TestGateway.StartAsync(("Documents:Folder", _folder), ("Documents:Mode", "trusted"));
        gateway.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));

        Assert.Equal($"200 {Answer}", await PostAsync(gateway, """{"documentId":"first"}"""));
        Assert.Equal($"200 {Answer}", await PostAsync(gateway, $$"""{"query":"{{Text}}"}"""));
        Assert.Equal(
            $$$"""{{{refused}}} {"errors":[{"message":"Only trusted documents may be run, and this is none.","extensions":{"code":"DOCUMENT_NOT_TRUSTED"}}]}""",
            await GetAsync(gateway, "query={__typename}"));
        Assert.StartsWith($"{refused} ", await PostAsync(
            gateway, $$"""{"query":"{__typename}","extensions":{{Extensions(HashOf("{__typename}"))}}}"""), StringComparison.Ordinal);
        Assert.StartsWith($"{unknown} ", await PostAsync(gateway, """{"documentId":"second"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_brought_to_one_gateway_is_known_to_another_that_shares_its_redis()
    {
        await using var redis = new RedisFixture();
        var server = await redis.StartAsync();
        await using var one = await TestGateway.StartAsync(("Redis:Address", server.Address), ("Redis:Prefix", "test:"));
        await using var other = await TestGateway.StartAsync(("Redis:Address", server.Address), ("Redis:Prefix", "test:"));
        string hash = Extensions(HashOf(Text));

        string before = await PostAsync(other, $$"""{"extensions":{{hash}}}""");
        await PostAsync(one, $$"""{"query":"{{Text}}","extensions":{{hash}}}""");
        string after = await PostAsync(other, $$"""{"extensions":{{hash}}}""");
        await server.KillAsync();
        string without = await PostAsync(other, $$"""{"extensions":{{hash}}}""");

        Assert.Contains("PersistedQueryNotFound", before, StringComparison.Ordinal);
        Assert.Equal(($"200 {Answer}", $"200 {Answer}"), (after, without));
    }

    [Fact]
    public async Task Faults_of_options_and_of_the_folder_are_told_at_once()
    {
        Write("bad.graphql", "{ nothing }");

        var faults = (await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(
            ("Documents:Folder", _folder), ("Documents:Mode", "trsted"), ("Documents:LocalBytes", "5"), ("Documents:Life", "00:00:01")))).Faults;

        Assert.Equal(4, faults.Length);
        Assert.Contains("Documents:Mode must be any or trusted. Did you mean trusted?", faults);
        Assert.Contains(faults, fault => fault.StartsWith(Path.Combine(_folder, "bad.graphql") + "(1,3): Cannot query", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Documents:LocalBytes must be between", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Documents:Life must be between", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Trusted", "Documents:Mode is trusted, so Documents:Folder must name the folder of what is.")]
    [InlineData("1", "Documents:Mode must be any or trusted.")]
    public async Task The_trusted_mode_needs_a_folder_and_its_name(string mode, string fault)
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(("Documents:Mode", mode)));

        Assert.Equal(fault, Assert.Single(stop.Faults));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Extensions(string hash) => $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""";

    private static Task<string> PostAsync(TestGateway gateway, string body) => TellAsync(gateway.PostAsync(body));

    private static Task<string> GetAsync(TestGateway gateway, string query) => TellAsync(gateway.Http.GetAsync($"/graphql?{query}", Cancel));

    private static async Task<string> TellAsync(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancel)}";
    }
}
