using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Tests.Fetching;

public class DearSelectionTests
{
    [Fact]
    public async Task Callers_whose_selections_of_one_entity_are_too_dear_together_are_asked_for_apart()
    {
        await using var gateway = await AlteredGateway.StartAsync(new FetchOptions { MaxInFlight = 1 }, TimeProvider.System);
        using var gate = new SemaphoreSlim(0);
        gateway.Answer = body =>
        {
            gate.Wait(CancellationToken.None);
            gate.Release();
            return Regex.Count(body, "activities") > 12
                ? new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = "Query too complex" }) }.ToJsonString()
                : null;
        };
        var ids = gateway.World.Ids("AgentSession");
        var first = Task.Run(() => gateway.AskAsync($"{{ agentSession(id: \"{ids[4]}\") {{ status }} }}"), TestContext.Current.CancellationToken);
        while (gateway.Requests == 0)
        {
            await Task.Yield();
        }

        var asking = Enumerable.Range(200, 16).Select(count => gateway.AskAsync(
            $"{{ agentSession(id: \"{ids[3]}\") {{ activities(first: {count}) {{ nodes {{ user {{ name }} }} }} }} }}")).ToList();
        gate.Release();
        string[] answers = await Task.WhenAll(asking);
        await first;

        Assert.All(answers, answer => Assert.DoesNotContain("errors", answer, StringComparison.Ordinal));
        Assert.InRange(gateway.Requests, 3, 4);
    }
}
