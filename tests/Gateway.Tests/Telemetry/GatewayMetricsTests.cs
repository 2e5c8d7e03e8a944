using System.Diagnostics.Metrics;
using Gateway.Caching.Storing;

namespace Gateway.Tests.Telemetry;

public sealed class GatewayMetricsTests
{
    [Fact]
    public async Task Tells_the_mode_of_the_store_and_nothing_of_redis_where_there_is_none()
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Equal(
            ["gateway.store.mode mode=memory 1", "gateway.store.mode mode=shared 0", "gateway.store.mode mode=detached 0"], Observe(gateway));
    }

    [Fact]
    public async Task Tells_the_mode_of_the_store_and_the_state_of_redis_as_they_are_just_now()
    {
        var store = new FakeStore(StoreMode.Detached, RedisState.Down);
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup { Store = store }, ("Linear:ApiKey", "lin_api_1"));

        var before = Observe(gateway);
        store.Status = new StoreStatus(StoreMode.Shared, RedisState.ReadOnly);
        var after = Observe(gateway);

        Assert.Equal(["gateway.redis.state state=down 1", "gateway.store.mode mode=detached 1"], Current(before));
        Assert.Equal(["gateway.redis.state state=read-only 1", "gateway.store.mode mode=shared 1"], Current(after));
        Assert.Equal(Enum.GetValues<StoreMode>().Length + Enum.GetValues<RedisState>().Length, after.Count);
    }

    private static IEnumerable<string> Current(IEnumerable<string> lines) => lines.Where(line => line.EndsWith('1')).Order();

    private static List<string> Observe(TestGateway gateway)
    {
        List<string> seen = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other gateways of this process have the same, each in the scope of its own container.
            if (instrument.IsObservable && instrument.Meter.Name == "Gateway" && ReferenceEquals(instrument.Meter.Scope, gateway.Host.Meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>(
            (instrument, value, tags, _) => seen.Add($"{instrument.Name} {tags[0].Key}={tags[0].Value} {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }
}
