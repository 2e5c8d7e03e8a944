using System.Diagnostics.Metrics;
using Gateway.Linear.Credentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Tests;

/// <summary>All of the upstream as the gateway composes it, over real connections, with the log it wrote and what it counted.</summary>
internal sealed class UpstreamUnderTest : IAsyncDisposable
{
    public const string ApiKey = "lin_api_SECRETSECRETSECRET";

    private readonly ServiceProvider _services;
    private readonly IConfigurationRoot _configuration;

    private UpstreamUnderTest(Dictionary<string, string?> settings, TimeProvider time)
    {
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(_configuration)
            .AddSingleton(time)
            .AddSingleton<ILoggerFactory>(Log)
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddGatewayLinear()
            .BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        Counted = new Counted(meter => meter.Scope == meters);
        Upstream = _services.GetRequiredService<IUpstream>();
    }

    public IUpstream Upstream { get; }

    public UpstreamHealth Health => _services.GetRequiredService<UpstreamHealth>();

    public RecordingLogger Log { get; } = new();

    public Counted Counted { get; }

    /// <summary>In front of an address, with a key, and hardly any wait before repetitions.</summary>
    public static UpstreamUnderTest For(Uri endpoint, params (string Key, string? Value)[] settings) => For(endpoint, TimeProvider.System, settings);

    public static UpstreamUnderTest For(LoopbackServer server, params (string Key, string? Value)[] settings) => For(server.Endpoint, settings);

    public static UpstreamUnderTest For(Uri endpoint, TimeProvider time, params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Linear:Endpoint"] = endpoint.AbsoluteUri,
            ["Linear:ApiKey"] = ApiKey,
            ["Linear:RetryDelay"] = "00:00:00.01",
        };
        foreach (var (key, value) in settings)
        {
            all[$"Linear:{key}"] = value;
        }

        return new UpstreamUnderTest(all, time);
    }

    public Task<UpstreamReply> AskAsync() => SendAsync(new UpstreamRequest(Bytes.Of("""{"query":"{ viewer { id } }"}""")));

    public Task<UpstreamReply> MutateAsync() => SendAsync(new UpstreamRequest(Bytes.Of("""{"query":"mutation { x }"}""")) { IsMutation = true });

    public Task<UpstreamReply> SendAsync(UpstreamRequest request) => Upstream.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Starts what runs beside the requests.</summary>
    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Changes an option, as an operator does who edits the file of settings.</summary>
    public void Reload(string key, string? value)
    {
        _configuration[$"Linear:{key}"] = value;
        _configuration.Reload();
    }

    public async ValueTask DisposeAsync()
    {
        Counted.Dispose();
        await _services.DisposeAsync();
    }
}
