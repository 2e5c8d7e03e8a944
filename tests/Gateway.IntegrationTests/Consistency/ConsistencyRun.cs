using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>Gateways in processes of their own, a sandbox whose data changes, callers, and mishaps; and the judgement of it all.</summary>
/// <param name="pods">How many gateways.</param>
/// <param name="redis">What they share; null if there is nothing.</param>
/// <param name="time">For how long.</param>
/// <param name="seed">Chooses what happens; the machine has a say as well.</param>
internal sealed class ConsistencyRun(int pods, RedisServer? redis, TimeSpan time, int seed)
{
    private const int Readers = 96;
    private const int FinalRounds = 3;
    private const string Secret = "lin_wh_consistency";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _failures = new();

    public async Task<ConsistencyOutcome> ExecuteAsync(CancellationToken cancel)
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                Sessions = 50,
                LatencyMax = TimeSpan.FromMilliseconds(300),
                RequestLimit = 1_000_000,
                ComplexityLimit = int.MaxValue,
            },
            TestSchema.Slice,
            TimeProvider.System,
            cancel);
        var world = new VersionedWorld(sandbox.World, seed);
        var gateways = await Task.WhenAll(Enumerable.Range(0, pods).Select(_ => GatewayProcess.StartAsync(Settings(sandbox), cancel)));
        try
        {
            var outcome = await ExecuteAsync(sandbox, world, [.. gateways.Select(gateway => gateway.Address)], cancel);
            return outcome with { Log = Log(gateways) };
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\n{Log(gateways)}", error);
        }
        finally
        {
            foreach (var gateway in gateways)
            {
                await gateway.DisposeAsync();
            }
        }
    }

    private async Task<ConsistencyOutcome> ExecuteAsync(
        SandboxServer sandbox, VersionedWorld world, IReadOnlyList<Uri> addresses, CancellationToken cancel)
    {
        await WaitUntilWholeAsync(addresses, cancel);
        using var postman = new Postman(addresses, Encoding.UTF8.GetBytes(Secret));
        var readers = Enumerable.Range(0, Readers).Select(_ => new Reader(addresses, _failures)).ToArray();
        var chaos = redis is null ? null : new RedisChaos(redis, seed);
        int changes;
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel))
        {
            stop.CancelAfter(time);
            var reading = readers.Select((reader, i) => Task.Run(() => reader.RunAsync(world.Requests, seed + i, stop.Token), cancel)).ToArray();
            var mishaps = chaos?.RunAsync(stop.Token) ?? Task.CompletedTask;
            changes = await ChangeAsync(world, postman, stop.Token);
            await Task.WhenAll([mishaps, .. reading]);
        }

        await WaitUntilWholeAsync(addresses, cancel);
        if (!await postman.TryFinishAsync(Patience))
        {
            _failures.Enqueue($"There are webhooks that were not answered with 200 within {Patience}.");
        }

        await Task.Delay(Quiet, TimeProvider.System, cancel);
        var final = await ReadAllAsync(sandbox, world, addresses, cancel);
        Array.ForEach(readers, reader => reader.Dispose());
        return Judge(sandbox, postman, readers, final, changes, chaos);
    }

    /// <summary>Reads every entity on every pod several times; also on one that has just started, and so shows what is stored in Redis.</summary>
    private async Task<ReadHistory> ReadAllAsync(
        SandboxServer sandbox, VersionedWorld world, IReadOnlyList<Uri> addresses, CancellationToken cancel)
    {
        await using var fresh = redis is null ? null : await GatewayProcess.StartAsync(Settings(sandbox), cancel);
        Uri[] all = fresh is null ? [.. addresses] : [.. addresses, fresh.Address];
        await WaitUntilWholeAsync(all, cancel);
        using var reader = new Reader(all, _failures);
        for (int round = 0; round < FinalRounds; round++)
        {
            foreach (int pod in Enumerable.Range(0, all.Length))
            {
                foreach (var request in world.All)
                {
                    await reader.ReadAsync(pod, request);
                }
            }
        }

        return reader.History;
    }

    private ConsistencyOutcome Judge(
        SandboxServer sandbox, Postman postman, Reader[] readers, ReadHistory final, int changes, RedisChaos? chaos)
    {
        var check = new ConsistencyCheck(postman.Acknowledged, Bound);
        var during = check.Check(readers.SelectMany(reader => reader.History.Reads));
        var atTheEnd = check.CheckAtTheEnd(final.Reads);
        var seen = final.Reads.Select(read => (read.Pod, read.Entity)).ToHashSet();
        int finalPods = redis is null ? pods : pods + 1;
        return new ConsistencyOutcome(
            readers.Sum(reader => reader.History.Answers),
            readers.Sum(reader => reader.History.Reads.Count),
            changes,
            postman.Acknowledged.Count,
            postman.Refused,
            postman.Lost,
            chaos?.Pauses ?? 0,
            chaos?.Kills ?? 0,
            sandbox.Statistics.Requests,
            during.LongestDelay,
            readers.Max(reader => reader.Slowest),
            final.Reads.Count,
            (finalPods * VersionedWorld.Entities.Count) - seen.Count(read => VersionedWorld.Entities.Contains(read.Entity)),
            [.. during.Violations, .. atTheEnd.Violations],
            [.. _failures, .. postman.Failures]);
    }

    private async Task<int> ChangeAsync(VersionedWorld world, Postman postman, CancellationToken stop)
    {
        var random = new Random(seed);
        int changes = 0;
        while (!stop.IsCancellationRequested)
        {
            postman.Send(world.Next(), random);
            changes++;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 140)), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return changes;
    }

    /// <summary>Waits until all pods share what they keep, if there is anything to share it in.</summary>
    private async Task WaitUntilWholeAsync(IReadOnlyList<Uri> addresses, CancellationToken cancel)
    {
        if (redis is null)
        {
            return;
        }

        using var http = new HttpClient();
        foreach (var address in addresses)
        {
            await redis.WaitUntilAsync(
                async () =>
                {
                    using var health = JsonDocument.Parse(await http.GetStringAsync(new Uri(address, "/health/ready"), cancel));
                    return health.RootElement.GetProperty("store").GetString() == "shared"
                        && health.RootElement.GetProperty("redis").GetString() == "up";
                },
                $"the gateway at {address} shares records");
        }
    }

    private static string Log(GatewayProcess[] gateways) =>
        string.Join('\n', gateways.Select((gateway, i) => $"Log of pod {i}:\n{gateway.Log}"));

    private Dictionary<string, string> Settings(SandboxServer sandbox)
    {
        var settings = new Dictionary<string, string>
        {
            ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
            ["Schema:DriftInterval"] = "0",
            ["Linear:ApiKey"] = "lin_api_consistency",
            ["Webhooks:Secret"] = Secret,
            ["Logging:LogLevel:Default"] = "Warning",
        };
        if (redis is not null)
        {
            settings["Redis:Address"] = redis.Address;
        }

        return settings;
    }
}
