using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gateway.IntegrationTests.Sharing;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Soaking;

/// <summary>A gateway whose caches are full from the first half minute on, under everything that callers do. Set <c>SOAK_SECONDS</c> for a longer run.</summary>
public class SoakTests
{
    private const int ShortSeconds = 120;

    // What a full collection leaves varies little, and what a process has of the system by a quarter; what is lost adds up.
    private const double MostGrowth = 1.1;

    // The last quarter of a short run may have no full collection, and what others leave has this much that is not alive.
    private const long MostGarbage = 24 << 20;
    private const double MostResidentGrowth = 1.4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_that_is_full_takes_no_more_memory_handles_or_threads_as_time_goes_by()
    {
        int seconds = int.TryParse(Environment.GetEnvironmentVariable("SOAK_SECONDS"), CultureInfo.InvariantCulture, out int given) ? given : ShortSeconds;
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        var operators = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        await using var gateway = await GatewayProcess.StartAsync(SoakTraffic.Settings(sandbox, operators), Cancel);
        using var http = new HttpClient { BaseAddress = operators };
        using var traffic = new SoakTraffic(sandbox, gateway.Address);
        var samples = new List<ProcessSample>();

        var running = traffic.RunAsync(TimeSpan.FromSeconds(seconds), Cancel);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancel));
            samples.Add(ProcessSample.Of(gateway.Id, await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel)));
        }

        await running;

        // The first quarter fills it.
        var early = ProcessSample.Typical([.. samples.Skip(samples.Count / 4).Take(samples.Count / 4)]);
        var late = ProcessSample.Typical([.. samples.Skip(samples.Count * 3 / 4)]);
        string tale = $"{traffic}; {early}, then {late}; by tenths: {string.Join(", ", samples.Chunk(Math.Max(1, samples.Count / 10)).Select(tenth => $"{ProcessSample.Typical(tenth).Heap >> 20}"))} MiB of heap";
        TestContext.Current.TestOutputHelper?.WriteLine(tale);
        TestContext.Current.SendDiagnosticMessage("{0}", tale);
        Assert.True(traffic.IsVaried, tale);
        Assert.Equal(0, traffic.Surprises);
        Assert.True(early.Heap > 0, tale);
        Assert.True(late.Heap < (early.Heap * MostGrowth) + MostGarbage, tale);
        Assert.True(late.Kilobytes < early.Kilobytes * MostResidentGrowth, tale);
        Assert.True(late.Handles <= early.Handles + 20, tale);
        Assert.True(late.Threads <= early.Threads + 8, tale);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
