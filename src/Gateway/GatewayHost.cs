using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Gateway.Admin;
using Gateway.Caching.Storing;
using Gateway.Configuration;
using Gateway.Sandbox;
using Gateway.Sandboxing;
using Gateway.Stitching;
using Gateway.Stitching.Feeding;
using Gateway.Stitching.Live;
using Gateway.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Gateway;

/// <summary>A whole gateway in this process, listening. Several may run side by side.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SubscriptionHub _hub;
    private readonly FeedStanding _feed;

    private GatewayHost(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = ListenAddresses.Reachable(addresses.First());
        if (app.Services.GetRequiredService<IOptions<AdminOptions>>().Value.Url.Length > 0)
        {
            AdminAddress = ListenAddresses.Reachable(addresses.Last());
            app.Services.GetRequiredService<AdminListener>().Port = AdminAddress.Port;
        }

        Engine = app.Services.GetRequiredService<ServedEngine>();
        _hub = app.Services.GetRequiredService<SubscriptionHub>();
        _feed = app.Services.GetRequiredService<FeedStanding>();
        Meters = app.Services.GetRequiredService<IMeterFactory>();
        Store = app.Services.GetRequiredService<IRecordStore>();
        RedisAddress = app.Services.GetRequiredService<IOptions<RedisOptions>>().Value.PublicAddress;
        Sandbox = app.Services.GetService<EmbeddedSandbox>()?.Server;
    }

    /// <summary>Where this machine reaches it, such as <c>http://127.0.0.1:5000/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Where operators ask; null if they have no address of their own.</summary>
    public Uri? AdminAddress { get; }

    /// <summary>The sandbox behind it; null if it talks to anything else.</summary>
    public SandboxServer? Sandbox { get; }

    /// <summary>Whose meters are its own, where several gateways count in one process.</summary>
    internal IMeterFactory Meters { get; }

    /// <summary>What answers, as it is replaced when the configuration changes.</summary>
    internal ServedEngine Engine { get; }

    /// <summary>How many different subscriptions there are: those that are told the same are one.</summary>
    public int Subscriptions => _hub.Groups;

    /// <summary>How it is with the upstream's own subscriptions just now, as this gateway knows it.</summary>
    public FeedPeriod Feed => _feed.Current;

    /// <summary>What it keeps records in.</summary>
    public IRecordStore Store { get; }

    /// <summary>The Redis that it shares, without a login; empty if there is none.</summary>
    internal string RedisAddress { get; }

    /// <summary>Starts a gateway. When the task has ended, it is ready.</summary>
    /// <exception cref="StartException">It cannot start as it was told to; tells all that is wrong at once.</exception>
    public static async Task<GatewayHost> StartAsync(GatewaySetup setup, CancellationToken cancel)
    {
        var app = GatewayComposition.Compose(setup);
        try
        {
            await app.StartAsync(cancel);
            var host = new GatewayHost(app);
            app.Logger.Ready(host.Address, host.Sandbox is null ? "upstream" : "sandbox");
            return host;
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // The server's message names the address and nothing else.
            await app.DisposeAsync();
            throw new StartException([$"{error.Message.TrimEnd('.')}. Choose another address with --urls, or another --Sandbox:Port."]);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until the process is asked to end (SIGTERM, SIGINT), then answers what is under way and stops.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancel) => _app.WaitForShutdownAsync(cancel);

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_app.Lifetime.ApplicationStopped.IsCancellationRequested)
        {
            await _app.StopAsync(CancellationToken.None);
        }

        await _app.DisposeAsync();
    }
}
