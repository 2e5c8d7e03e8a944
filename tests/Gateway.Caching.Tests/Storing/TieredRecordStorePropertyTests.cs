using System.Collections.Concurrent;
using System.Diagnostics;
using Gateway.Caching.Keys;
using Gateway.Testing;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

/// <summary>
/// The rule over processes: the truth changes, whoever hears of it invalidates, and fetches bring what was true when they left. Once an
/// invalidation is acknowledged nobody reads older anywhere; while Redis comes and goes, so that pods are on their own, a second later elsewhere.
/// </summary>
public sealed class TieredRecordStorePropertyTests : IAsyncDisposable
{
    private const int KeyCount = 12;
    private const int PodCount = 3;

    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(1);

    private readonly RedisFixture _redis = new();
    private readonly long[] _truth = new long[KeyCount];
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<(int Key, long Version, int Pod, long At)> _acknowledged = new();
    private int _reads;
    private int _shown;
    private TimeSpan _bound;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_reads_older_than_what_was_acknowledged(bool isTroubled)
    {
        int seed = Environment.TickCount;
        _bound = isTroubled ? Alone : TimeSpan.Zero;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var server = await _redis.StartAsync();
        var pods = await Task.WhenAll(Enumerable.Range(0, PodCount).Select(_ => SharingPod.StartAsync(server.Address)));
        long end = Stopwatch.GetTimestamp() + (8 * Stopwatch.Frequency);

        List<Task> workers =
        [
            .. Enumerable.Range(0, 12).Select(worker => Task.Run(() => ReadAsync(pods, new Random(seed + worker), end), Cancel)),
            .. Enumerable.Range(0, 3).Select(worker => Task.Run(() => ChangeAsync(pods, worker, new Random(seed - worker - 1), end), Cancel)),
        ];
        if (isTroubled)
        {
            workers.Add(Task.Run(() => TroubleAsync(server, new Random(seed), end), Cancel));
        }

        await Task.WhenAll(workers);
        foreach (var pod in pods)
        {
            await pod.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{_reads} reads, {_shown} shown, {_acknowledged.Count} acknowledged");
        Assert.True(_faults.IsEmpty, $"seed {seed}: {_faults.Count} violations, such as {string.Join("; ", _faults.Take(5))}");

        // After each restart of Redis an invalidation takes a second for a while.
        Assert.True(_shown > 1000 && _acknowledged.Count > (isTroubled ? 5 : 50), $"seed {seed}: {_shown} shown, {_acknowledged.Count} acknowledged");
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static EntityKey Key(int key) => new("Issue", $"{key}");

    private async Task ReadAsync(SharingPod[] pods, Random random, long end)
    {
        while (Stopwatch.GetTimestamp() < end)
        {
            int key = random.Next(KeyCount);
            int pod = random.Next(PodCount);
            long start = Stopwatch.GetTimestamp();
            long? read = await pods[pod].ReadAsync(Key(key));
            Interlocked.Increment(ref _reads);
            if (read is { } version)
            {
                Interlocked.Increment(ref _shown);
                Check(key, version, pod, start);
                await Task.Yield();
                continue;
            }

            long began = pods[pod].Store.Sequence;
            long fetched = Volatile.Read(ref _truth[key]);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(60)), TimeProvider.System, Cancel);
            await pods[pod].StoreAsync(Key(key), fetched, began);
        }
    }

    private void Check(int key, long version, int pod, long start)
    {
        foreach (var known in _acknowledged)
        {
            long bound = known.Pod == pod ? 0 : (long)(_bound.TotalSeconds * Stopwatch.Frequency);
            if (known.Key == key && known.Version > version && known.At + bound < start)
            {
                double after = Stopwatch.GetElapsedTime(known.At, start).TotalMilliseconds;
                _faults.Enqueue($"{key} read {version} on {pod}, {after:0} ms after {known.Version} was acknowledged on {known.Pod}");
            }
        }
    }

    private async Task ChangeAsync(SharingPod[] pods, int worker, Random random, long end)
    {
        while (Stopwatch.GetTimestamp() < end)
        {
            // Each has its own keys, so that the truth needs no lock.
            int key = (random.Next(KeyCount / 3) * 3) + worker;
            long version = Interlocked.Increment(ref _truth[key]);
            int pod = random.Next(PodCount);
            while (!await pods[pod].ForgetAsync(random.Next(20) == 0 ? Forget.All : Forget.Of(Key(key))) && Stopwatch.GetTimestamp() < end)
            {
                pod = random.Next(PodCount);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
            }

            if (Stopwatch.GetTimestamp() < end)
            {
                _acknowledged.Enqueue((key, version, pod, Stopwatch.GetTimestamp()));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(80)), TimeProvider.System, Cancel);
        }
    }

    private static async Task TroubleAsync(RedisServer server, Random random, long end)
    {
        while (Stopwatch.GetTimestamp() < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 1500)), TimeProvider.System, Cancel);
            switch (random.Next(4))
            {
                case 0:
                    server.Pause();
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 1500)), TimeProvider.System, Cancel);
                    server.Resume();
                    break;
                case 1:
                    await server.RestartAsync(keepData: random.Next(2) == 0);
                    break;
                case 2:
                    await server.RunAsync("FLUSHALL");
                    break;
                default:
                    await server.RunAsync("CLIENT", "KILL", "TYPE", random.Next(2) == 0 ? "pubsub" : "normal");
                    break;
            }
        }
    }
}
