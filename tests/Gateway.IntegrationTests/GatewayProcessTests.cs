using System.Net;
using Gateway.Testing;

namespace Gateway.IntegrationTests;

public class GatewayProcessTests
{
    [Fact]
    public async Task A_gateway_in_a_process_of_its_own_is_ready_when_it_has_started_and_gone_when_it_was_killed()
    {
        var settings = new Dictionary<string, string> { ["Sandbox:Sessions"] = "10", ["Logging:LogLevel:Default"] = "Warning" };
        await using var gateway = await GatewayProcess.StartAsync(settings, TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var ready = await http.GetAsync(new Uri(gateway.Address, "/health/ready"), TestContext.Current.CancellationToken);

        await gateway.KillAsync();

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("The gateway is ready.", gateway.Log, StringComparison.Ordinal);
        Assert.False(gateway.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(gateway.Address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_gateway_that_cannot_start_tells_why()
    {
        var settings = new Dictionary<string, string> { ["Fetch:MaxInFlight"] = "none" };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => GatewayProcess.StartAsync(settings, TestContext.Current.CancellationToken));

        Assert.Contains("Fetch:MaxInFlight must be", error.Message, StringComparison.Ordinal);
    }
}
