using System.Net;
using Gateway.Http;

namespace Gateway.Tests.Http;

public sealed class GatewayRouteTests
{
    [Theory]
    [InlineData("/graphql", "/graphql", "")]
    [InlineData("/GraphQL/", "/graphql", "")]
    [InlineData("/graphql/static/a.js", "/graphql/{**file}", "static/a.js")]
    [InlineData("/webhooks/linear", "/webhooks/linear", "")]
    [InlineData("/Webhooks/Linear/", "/webhooks/linear", "")]
    [InlineData("/health/ready", "/health/{check}", "ready")]
    [InlineData("/health/live/", "/health/{check}", "live")]
    public void A_path_is_known_whatever_its_case_and_with_a_slash_at_its_end(string path, string template, string rest) =>
        Assert.Equal(new GatewayRoute(template, rest), GatewayRoute.Find(path));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/graphqls")]
    [InlineData("/webhooks/linear/more")]
    [InlineData("/webhooks")]
    [InlineData("/health")]
    [InlineData("/health/")]
    public void At_other_paths_nothing_is_served(string? path) => Assert.Null(GatewayRoute.Find(path));

    [Theory]
    [InlineData("/HEALTH/live", HttpStatusCode.OK)]
    [InlineData("/health/live/", HttpStatusCode.OK)]
    [InlineData("/health/live/more", HttpStatusCode.NotFound)]
    [InlineData("/webhooks/linear/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/webhooks/linear/more", HttpStatusCode.NotFound)]
    [InlineData("/graphql/nothing.js", HttpStatusCode.NotFound)]
    public async Task It_is_answered_by_who_is_there(string path, HttpStatusCode status)
    {
        await using var gateway = await TestGateway.StartAsync();

        using var response = await gateway.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
    }
}
