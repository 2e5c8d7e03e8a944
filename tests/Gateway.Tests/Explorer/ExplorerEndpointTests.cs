using System.Net;
using System.Text.Json;
using Gateway.GraphQL.Language;

namespace Gateway.Tests.Explorer;

public sealed class ExplorerEndpointTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("explorer");
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _folder.CreateSubdirectory("static/js");
        await WriteAsync("index.html", "<p>the page</p>");
        await WriteAsync("LICENSE", "its terms");
        await WriteAsync("service-worker.js", "not served");
        await WriteAsync("static/js/main.1.js", "the script");
        await WriteAsync("static/js/main.1.js.br", "the script in br");
        await WriteAsync("static/js/main.1.js.gz", "the script in gzip");
        _gateway = await TestGateway.StartAsync(("Explorer:Folder", _folder.FullName), ("Explorer:Title", "Our sessions"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Sends_a_browser_to_the_page_which_ends_with_a_slash()
    {
        using var response = await GetAsync("/graphql?a=1", "text/html,*/*;q=0.8");

        Assert.Equal((HttpStatusCode.Redirect, "graphql/?a=1"), (response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task Serves_the_page_under_a_strict_policy()
    {
        using var response = await GetAsync("/graphql/", "text/html");

        Assert.Equal("<p>the page</p>", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        string policy = Header(response, "Content-Security-Policy");
        Assert.Contains("default-src 'none'; script-src 'self' 'unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_page_to_ask_where_it_came_from_and_to_report_to_nobody()
    {
        using var response = await GetAsync("/graphql/bcp-config.json", "*/*");
        var configuration = await TestGateway.JsonOf(response);

        Assert.Equal("Our sessions", configuration.GetProperty("title").GetString());
        Assert.True(configuration.GetProperty("useBrowserUrlAsEndpoint").GetBoolean());
        Assert.True(configuration.GetProperty("disableTelemetry").GetBoolean());
        Assert.Equal(JsonValueKind.Object, configuration.GetProperty("variables").ValueKind);
        string examples = configuration.GetProperty("graphQLDocument").GetString()!;
        Assert.True(Parser.Parse(System.Text.Encoding.UTF8.GetBytes(examples), ParserLimits.Request).Ok);
        Assert.Contains("query AgentSessions", examples, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql?query=%7B__typename%7D")]
    [InlineData("/graphql/?query=%7B__typename%7D")]
    public async Task Leaves_a_query_to_the_api_even_if_a_browser_sends_it(string url)
    {
        using var response = await GetAsync(url, "text/html,*/*;q=0.8");

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData(null, "the script", null)]
    [InlineData("gzip, deflate", "the script in gzip", "gzip")]
    [InlineData("gzip, deflate, br", "the script in br", "br")]
    public async Task Serves_scripts_for_good_in_the_coding_that_lies_beside_them(string? accept, string expected, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/static/js/main.1.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);

        using var response = await _gateway.Http.SendAsync(request, Cancel);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("public, max-age=31536000, immutable", Header(response, "Cache-Control"));
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Fact]
    public async Task Answers_304_to_who_has_the_file()
    {
        using var first = await GetAsync("/graphql/LICENSE", "*/*");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/LICENSE");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _gateway.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("/graphql/nothing.js")]
    [InlineData("/graphql/service-worker.js")]
    [InlineData("/graphql/static")]
    [InlineData("/graphql/static/js/main.1.js.br")]
    [InlineData("/graphql/..%2f..%2fetc/passwd")]
    [InlineData("/graphql/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/graphql//etc/passwd")]
    public async Task Serves_nothing_that_is_not_on_its_list(string url)
    {
        using var response = await GetAsync(url, "text/html");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Says_what_to_do_where_its_files_are_missing()
    {
        await using var gateway = await TestGateway.StartAsync(("Explorer:Folder", Path.Combine(_folder.FullName, "none")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/");
        request.Headers.Accept.ParseAdd("text/html");

        using var response = await gateway.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("--Explorer:Folder", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_there_when_it_is_switched_off()
    {
        await using var gateway = await TestGateway.StartAsync(("Explorer:Folder", _folder.FullName), ("Explorer:Enabled", "false"));
        using var page = new HttpRequestMessage(HttpMethod.Get, "/graphql/");
        page.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");

        using var response = await gateway.Http.SendAsync(page, Cancel);
        using var file = await gateway.Http.GetAsync("/graphql/LICENSE", Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (response.StatusCode, file.StatusCode));
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), text, Cancel);

    // Without following redirects, which would hide them.
    private async Task<HttpResponseMessage> GetAsync(string url, string accept)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = _gateway.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd(accept);
        return await http.SendAsync(request, Cancel);
    }
}
