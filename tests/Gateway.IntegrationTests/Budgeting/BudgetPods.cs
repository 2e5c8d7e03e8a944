using System.Text;
using System.Text.Json;
using Gateway.Caching.Quota;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Sandbox;
using Gateway.Stitching;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.IntegrationTests.Budgeting;

/// <summary>Engines over stores of their own, one ledger, one sandbox and one clock.</summary>
internal sealed class BudgetPods : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HttpClient _http;
    private readonly List<GatewayEngine> _engines = [];

    public BudgetPods(SandboxServer sandbox, int count, IQuotaLedger ledger, TimeProvider time)
    {
        var linear = new LinearOptions { Endpoint = sandbox.Endpoint, ApiKey = "lin_api_budget" };
        _http = LinearConnection.Open(linear);
        var client = new LinearClient(_http, Options.Create(linear), TimeProvider.System, NullLogger<LinearClient>.Instance);
        Upstream = new FakeUpstream(client.SendAsync);
        var model = TestSchema.Model();
        var options = new BudgetOptions();
        for (int i = 0; i < count; i++)
        {
            var gauge = new BudgetGauge(options, time);
            var metrics = ActivatorUtilities.CreateInstance<BudgetMetrics>(_services, gauge);
            var upstream = new BudgetedUpstream(Upstream, ledger, options, gauge, metrics, time);
            _engines.Add(new GatewayEngine(model, new MemoryRecordStore(16 << 20), upstream, new FetchOptions(), new LimitsOptions(), time)
            {
                Budget = gauge,
            });
        }
    }

    /// <summary>The way of all of them to the sandbox.</summary>
    public FakeUpstream Upstream { get; }

    public async Task<AskedAnswer> AskAsync(int caller, string document)
    {
        using var variables = JsonDocument.Parse("{}");
        using var output = new ResponseBuffer();
        var request = new GatewayRequest(Encoding.UTF8.GetBytes(document), null, variables.RootElement, true);
        var result = await _engines[caller % _engines.Count].ExecuteAsync(request, output, TestContext.Current.CancellationToken);
        return new AskedAnswer(Encoding.UTF8.GetString(output.WrittenSpan), result.IsStale, result.Refusal?.RetryAfter);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _services.DisposeAsync();
    }
}
