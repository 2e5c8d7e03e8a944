using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.IntegrationTests;

public class WebhookRoundTripTests
{
    [Fact]
    public async Task Over_HTTP_no_answer_is_old_once_the_webhook_is_answered()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Sandbox:RequestLimit"] = "1000000",
            ["Sandbox:ComplexityLimit"] = "2000000000",
            ["Logging:LogLevel:Default"] = "Error",
        };
        await using var gateway = await GatewayHost.StartAsync(new GatewaySetup { Settings = settings }, TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("lin_api_test");
        var graphql = new Uri(gateway.Address, "graphql");
        var sandbox = gateway.Sandbox!;
        var documents = new RandomDocuments(TestSchema.Slice, Answers.Seed, sandbox.World.Ids);
        var changes = new RandomChanges(sandbox.World, Answers.Seed);
        var random = new Random(Answers.Seed);
        var warm = new List<string>();
        while (warm.Count < 60)
        {
            var (document, variables) = documents.Next();
            string body = $"{{\"query\":{JsonSerializer.Serialize(document)},\"variables\":{variables}}}";
            if (Answers.HasData(await PostAsync(http, sandbox.Endpoint, body)))
            {
                warm.Add(body);
                await PostAsync(http, graphql, body);
            }
        }

        var differences = new List<string>();
        for (int i = 0; i < 60; i++)
        {
            var change = sandbox.World.Apply(changes.Next());
            await change.Delivered;
            for (int j = 0; j < 4; j++)
            {
                string body = warm[random.Next(warm.Count)];
                string expected = await PostAsync(http, sandbox.Endpoint, body);
                if (Answers.Difference(expected, await PostAsync(http, graphql, body)) is { } difference)
                {
                    differences.Add($"seed {Answers.Seed}, change {i}: {difference}\n{body}");
                }
            }
        }

        Assert.True(sandbox.Statistics.WebhooksDelivered > 30, $"only {sandbox.Statistics.WebhooksDelivered} webhooks were delivered");
        Assert.Equal(0, sandbox.Statistics.WebhooksFailed);
        Assert.True(differences.Count == 0, $"{differences.Count} differ\n{string.Join("\n\n", differences.Take(5))}");
    }

    private static async Task<string> PostAsync(HttpClient http, Uri address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(address, content, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
