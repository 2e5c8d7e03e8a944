using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Caching.Telling;
using Gateway.Caching.Tests.Records;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

/// <summary>The record store of one gateway, put together as a gateway does it.</summary>
internal sealed class SharingPod : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SharingPod(ServiceProvider services)
    {
        _services = services;
        Store = services.GetRequiredService<IRecordStore>();
        Bus = services.GetRequiredService<IEventBus>();
        Lease = services.GetRequiredService<ILease>();
    }

    public IRecordStore Store { get; }

    public IEventBus Bus { get; }

    public ILease Lease { get; }

    public bool IsShared => Store.Status.Mode == StoreMode.Shared;

    /// <param name="address">Of Redis.</param>
    /// <param name="isAwaited">Whether it must be in step before the task ends.</param>
    public static async Task<SharingPod> StartAsync(string address, bool isAwaited = true)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new TestOutputProvider()).SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Redis:Address", (string?)address), KeyValuePair.Create("Cache:LocalBytes", (string?)"1048576")])
            .Build());
        services.AddGatewayCaching();
        var pod = new SharingPod(services.BuildServiceProvider());
        foreach (var service in pod._services.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }

        if (isAwaited)
        {
            await pod.UntilAsync(() => pod.IsShared, "the process is in step");
        }

        return pod;
    }

    /// <summary>A value as this pod would show it: what it has, or what it finds; null if it would have to be fetched.</summary>
    public async Task<long?> ReadAsync(EntityKey key)
    {
        var start = Store.Begin();
        if (start.AgeLimit == long.MaxValue && Store.Peek(CacheScope.Service, key).Number(Entries.A) is { } known)
        {
            return known;
        }

        var found = await Store.ReadAsync(CacheScope.Service, [new RecordRead(key, [Entries.A])], TestContext.Current.CancellationToken);
        return found.GetValueOrDefault(key).Number(Entries.A);
    }

    /// <summary>Stores a value as of now.</summary>
    public Task StoreAsync(EntityKey key, long number) => StoreAsync(key, number, Store.Sequence);

    public async Task StoreAsync(EntityKey key, long number, long sequence) => await Store.StoreAsync(
        CacheScope.Service,
        [new RecordPatch(key, [Entries.Of(Entries.A, number, sequence, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())])],
        TestContext.Current.CancellationToken);

    public async Task<bool> ForgetAsync(Forget invalidation) => await Store.InvalidateAsync(invalidation, TestContext.Current.CancellationToken);

    /// <summary>Waits, with patience but not for ever, until something holds.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        for (int i = 0; !condition(); i++)
        {
            Assert.True(i < 1000, $"Waited in vain until {what}; the store is {Store.Status}.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class TestOutputProvider : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (TestContext.Current.TestOutputHelper is { } output)
            {
                output.WriteLine($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
