using BenchmarkDotNet.Attributes;
using Gateway.Caching.Records;

namespace Gateway.Benchmarks;

/// <summary>What is done for a request beyond its document.</summary>
[MemoryDiagnoser]
public class CacheBenchmarks
{
    private CacheStages _stages = null!;

    [GlobalSetup]
    public async Task SetupAsync() => _stages = await CacheStages.StartAsync();

    [GlobalCleanup]
    public async Task CleanupAsync() => await _stages.DisposeAsync();

    [Benchmark]
    public int WalkHot() => _stages.Walk();

    [Benchmark]
    public int MemoHit() => _stages.Recall();

    [Benchmark]
    public int Normalise() => _stages.Normalise();

    [Benchmark]
    public Task<int> FetchAndNormalise() => _stages.FetchAsync();
}

/// <summary>Values on their way to Redis and back.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private CacheStages _stages = null!;

    /// <summary>0: a leaf; 1: a page of 50 links; 2: a text of 8 KB.</summary>
    [Params(0, 1, 2)]
    public int Value { get; set; }

    [GlobalSetup]
    public async Task SetupAsync() => _stages = await CacheStages.StartAsync();

    [GlobalCleanup]
    public async Task CleanupAsync() => await _stages.DisposeAsync();

    [Benchmark]
    public byte[] Write() => CacheStages.Write(CacheStages.Values[Value]);

    [Benchmark]
    public FieldValueKind Read() => _stages.Read(Value);
}
