using System.Diagnostics.Metrics;
using Gateway.Tests.Auth;

namespace Gateway.Tests.Live;

/// <summary>A bug of ours while a message is handled. It is stood in for by whoever listens to a count and fails.</summary>
public sealed class FailingConnectionTests : IDisposable
{
    private readonly ClientsOnDisk _clients = new ClientsOnDisk().With("reports", "read,subscribe");

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task It_closes_that_connection_with_4500_and_no_other()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", _clients.Path));
        using var other = await SocketClient.InitAsync(gateway, headers: ("x-api-key", _clients["reports"]));
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "gateway.auth.refusals" && instrument.Meter.Scope == gateway.Host.Meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("A bug."));
        listener.Start();

        using var client = await SocketClient.ConnectAsync(gateway);
        await client.SendAsync("""{"type":"connection_init","payload":{"x-api-key":"gw_nobody"}}""");

        Assert.Equal(4500, await client.EndAsync());
        Assert.Contains("A bug.", gateway.Log.Text, StringComparison.Ordinal);
        await other.SubscribeAsync("1", "{ __typename }");
        Assert.Contains("\"next\"", await other.ReceiveAsync(), StringComparison.Ordinal);
    }
}
