using System.Net;
using System.Text;
using Gateway.Auth;
using Gateway.Testing;

namespace Gateway.Tests.Auth;

public sealed class ClientLimitsTests : IDisposable
{
    private readonly ClientsOnDisk _clients = new ClientsOnDisk().With("few", requestsPerMinute: 3).With("one", concurrency: 1).With("many");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task Whoever_asks_too_often_is_told_when_to_come_again_and_the_others_are_not_touched()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", _clients.Path));
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 3; i++)
        {
            statuses.Add((await ClientTests.AskAsync(gateway, "{ viewer { id } }", ("x-api-key", _clients["few"]))).Status);
        }

        var (status, body, response) = await ClientTests.AskAsync(gateway, "{ viewer { id } }", ("x-api-key", _clients["few"]));
        var (other, _, _) = await ClientTests.AskAsync(gateway, "{ viewer { id } }", ("x-api-key", _clients["many"]));

        Assert.All(statuses, one => Assert.Equal(HttpStatusCode.OK, one));
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "RATELIMITED", "ratelimited", "requests"),
            (status, ClientTests.Of(body, "code"), ClientTests.Of(body, "type"), ClientTests.Of(body, "reason")));
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        Assert.Equal(HttpStatusCode.OK, other);
    }

    [Fact]
    public async Task Whoever_asks_for_a_stream_too_often_is_told_when_to_come_again_as_well()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", _clients.Path));
        HttpResponseMessage? response = null;
        for (int i = 0; i < 4; i++)
        {
            response?.Dispose();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7Bviewer%7Bid%7D%7D");
            request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
            request.Headers.TryAddWithoutValidation("x-api-key", _clients["few"]);
            response = await gateway.Http.SendAsync(request, Cancel);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, response!.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        response.Dispose();
    }

    [Fact]
    public async Task Each_request_of_an_array_counts()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", _clients.Path));
        string array = $"[{string.Join(',', Enumerable.Repeat("""{"query":"{ __typename }"}""", 3))}]";

        var first = await PostAsync(gateway, array);
        var second = await PostAsync(gateway, array);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first, second));
    }

    [Fact]
    public async Task As_many_are_under_way_as_a_client_may_have_and_places_are_given_back()
    {
        var gate = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var upstream = new FakeUpstream(async (_, _) =>
        {
            asked.TrySetResult();
            await gate.Task;
            return await FakeUpstream.Answering(_ => """{"errors":[{"message":"Out of order."}]}""").SendAsync(new("{}"u8.ToArray()), default);
        });
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup { Upstream = upstream }, ("Auth:ClientsFile", _clients.Path));
        var waiting = ClientTests.AskAsync(gateway, "{ viewer { id } }", ("x-api-key", _clients["one"]));
        await asked.Task.WaitAsync(Cancel);

        var (status, body, response) = await ClientTests.AskAsync(gateway, "{ __typename }", ("x-api-key", _clients["one"]));
        gate.SetResult();
        await waiting;
        var (again, _, _) = await ClientTests.AskAsync(gateway, "{ __typename }", ("x-api-key", _clients["one"]));

        Assert.Equal((HttpStatusCode.TooManyRequests, "concurrency"), (status, ClientTests.Of(body, "reason")));
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, again);
    }

    [Fact]
    public async Task What_is_used_up_comes_back()
    {
        var limits = new ClientLimits(requestsPerMinute: 600, concurrency: 0);
        Assert.Null(limits.Count(600));
        Assert.NotNull(limits.Count(1));

        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancel);

        Assert.Null(limits.Count(10));
        Assert.NotNull(limits.Count(100));
        Assert.NotNull(limits.Count(601));
    }

    private async Task<HttpStatusCode> PostAsync(TestGateway gateway, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _clients["few"]);
        using var response = await gateway.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
