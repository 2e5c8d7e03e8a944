using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Benchmarks;

/// <summary>A million entities in a Redis of its own, and a pod with the tier that it has by default: what they take, and whether all are found.</summary>
internal static class MillionEntities
{
    private const int Fields = 20;
    private const int Wave = 50;
    private const int Callers = 8;

    private static readonly FieldKey[] Keys = [.. Enumerable.Range(0, Fields).Select(i => new FieldKey($"field{i}"))];

    public static async Task WriteAsync(TextWriter output, int entities)
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var meters = Listen(counts);
        await using var redis = new RedisFixture();
        var server = await redis.StartAsync();
        await using var pod = await StartPodAsync(server.Address);
        var store = pod.GetRequiredService<IRecordStore>();
        while (store.Status.Mode != StoreMode.Shared)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        long begun = Stopwatch.GetTimestamp();
        await InWavesAsync(entities, wave => store.StoreAsync(CacheScope.Service, [.. wave.Select(index => Patch(index, store.Sequence))], CancellationToken.None));
        await Tell("stored", begun);

        begun = Stopwatch.GetTimestamp();
        long found = 0;
        await InWavesAsync(entities, async wave =>
        {
            var records = await store.ReadAsync(CacheScope.Service, [.. wave.Select(index => new RecordRead(Key(index), Keys))], CancellationToken.None);
            Interlocked.Add(ref found, wave.Count(index => records.TryGetValue(Key(index), out var record) && record.TryGet(Keys[^1], out _)));
        });
        await Tell("read", begun);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{found:N0} of {entities:N0} found whole"));
        foreach (var (name, count) in counts.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name}: {count:N0}"));
        }

        async Task Tell(string what, long since)
        {
            double seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
            string memory = (await server.RunAsync("INFO", "memory")).Split('\n').First(line => line.StartsWith("used_memory:", StringComparison.Ordinal));
            long alive = GC.GetTotalMemory(forceFullCollection: true);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{what} {entities:N0} entities of {Fields} fields in {seconds:N0} s ({entities / seconds:N0}/s); Redis {memory.Trim()}; "
                + $"tier {pod.GetRequiredService<RecordTable>().Bytes / 1048576.0:N1} MiB, alive {alive / 1048576.0:N1} MiB, resident {Environment.WorkingSet / 1048576.0:N1} MiB"));
        }
    }

    // What the cache counts of itself tells where entities went that are not found.
    private static MeterListener Listen(ConcurrentDictionary<string, long> counts)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name.StartsWith("Gateway", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            string name = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}";
            counts.AddOrUpdate(name, count, (_, before) => before + count);
        });
        listener.Start();
        return listener;
    }

    private static async Task<ServiceProvider> StartPodAsync(string address)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Redis:Address", (string?)address), KeyValuePair.Create("Redis:CallTimeout", (string?)"00:00:05")])
            .Build());
        services.AddGatewayCaching();
        var pod = services.BuildServiceProvider();
        foreach (var service in pod.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return pod;
    }

    private static Task InWavesAsync(int entities, Func<int[], ValueTask> run)
    {
        int next = 0;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int start;
            while ((start = Interlocked.Add(ref next, Wave) - Wave) < entities)
            {
                await run([.. Enumerable.Range(start, Math.Min(Wave, entities - start))]);
            }
        })));
    }

    private static EntityKey Key(int index) => new("Issue", new Guid(index, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]).ToString());

    private static RecordPatch Patch(int index, long sequence) =>
        new(Key(index), [.. Keys.Select((key, at) => new RecordEntry(key, Value(index, at), sequence, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()))]);

    // As of an issue: identifiers, times, names.
    private static FieldValue Value(int index, int at)
    {
        byte[] json = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"2026-05-31T23:49:06.051Z {index} {at}\""));
        return FieldValue.OfLeaf(json, 0, json.Length);
    }
}
