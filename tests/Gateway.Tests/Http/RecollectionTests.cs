using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Sandbox;

namespace Gateway.Tests.Http;

/// <summary>Answers that are given again without a look at what is asked, over HTTP.</summary>
public sealed class RecollectionTests : IAsyncLifetime
{
    private const string Issues = "{ issues(first: 20) { nodes { id title description } } }";

    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartWithSandboxAsync(("Webhooks:Secret", TestGateway.Secret));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task The_same_body_is_answered_alike_until_what_it_tells_has_changed()
    {
        string issue = _gateway.Host.Sandbox!.World.Ids("Issue")[0];
        string query = $"{{ issue(id: \"{issue}\") {{ title }} }}";
        var titles = new List<string?>();
        for (int i = 0; i < 3; i++)
        {
            titles.Add(await TitleAsync(query));
        }

        await ChangeAsync(issue);
        titles.Add(await TitleAsync(query));

        Assert.Equal([titles[0], titles[0], titles[0], "changed"], titles);
    }

    [Fact]
    public async Task Who_has_an_answer_is_told_so_whether_or_not_it_was_kept()
    {
        using var first = await GetAsync(null, null);
        var tag = first.Headers.ETag!;
        HttpStatusCode[] again = new HttpStatusCode[3];
        for (int i = 0; i < 3; i++)
        {
            using var response = await GetAsync(tag.ToString(), null);
            again[i] = response.StatusCode;
            Assert.Equal((0L, tag), (response.Content.Headers.ContentLength ?? 0, response.Headers.ETag));
        }

        using var other = await GetAsync("W/\"other\"", null);

        Assert.True(tag.IsWeak);
        Assert.All(again, status => Assert.Equal(HttpStatusCode.NotModified, status));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(tag, other.Headers.ETag);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task What_was_kept_is_compressed_like_what_was_not(string coding)
    {
        byte[][] bodies = new byte[4][];
        for (int i = 0; i < 4; i++)
        {
            using var response = await GetAsync(null, coding);
            Assert.Equal(coding, Assert.Single(response.Content.Headers.ContentEncoding));
            bodies[i] = await response.Content.ReadAsByteArrayAsync(Cancel);
        }

        Assert.All(bodies, body => Assert.Equal(bodies[0], body));
    }

    [Fact]
    public async Task A_kept_answer_has_the_media_type_that_its_caller_likes()
    {
        foreach (string media in new[] { "application/json", "application/graphql-response+json", "application/json", "application/graphql-response+json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Body(Issues) };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(media));
            using var response = await _gateway.Http.SendAsync(request, Cancel);
            Assert.Equal(media, response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task A_body_in_many_pieces_is_answered_as_well()
    {
        await TitleAsync(Issues);
        await TitleAsync(Issues);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Body(Issues) };
        request.Headers.TransferEncodingChunked = true;

        using var response = await _gateway.Http.SendAsync(request, Cancel);

        Assert.Equal(20, (await TestGateway.JsonOf(response)).GetProperty("data").GetProperty("issues").GetProperty("nodes").GetArrayLength());
    }

    private async Task<HttpResponseMessage> GetAsync(string? ifNoneMatch, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Issues)}");
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        return await _gateway.Http.SendAsync(request, Cancel);
    }

    private async Task<string?> TitleAsync(string query)
    {
        var answer = await _gateway.AskAsync(query);
        return answer.GetProperty("data").TryGetProperty("issue", out var issue) ? issue.GetProperty("title").GetString() : null;
    }

    private async Task ChangeAsync(string issue)
    {
        var change = _gateway.Host.Sandbox!.World.Apply(SandboxCommand.Of("Issue", "update", issue, new { title = "changed" }));
        foreach (var webhook in change.Webhooks)
        {
            using var response = await _gateway.SendWebhookAsync(Encoding.UTF8.GetString(webhook.Body.Span));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private static StringContent Body(string query) => new(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
}
