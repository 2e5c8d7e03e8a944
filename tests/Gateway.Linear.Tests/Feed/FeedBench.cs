using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Gateway.Linear.Credentials;
using Gateway.Linear.Feed;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.Linear.Tests.Feed;

/// <summary>A client of subscriptions with short times, and what it heard.</summary>
internal sealed class FeedBench : IFeedListener
{
    private readonly Channel<int> _heard = Channel.CreateUnbounded<int>();

    public FeedOptions Options { get; } = new()
    {
        SubscribeInterval = TimeSpan.Zero,
        PingInterval = TimeSpan.FromMilliseconds(100),
        Patience = TimeSpan.FromSeconds(5),
    };

    public string? Key { get; init; } = "lin_api_feed";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What was refused, as the credential heard of it.</summary>
    public ConcurrentQueue<string?> Refused { get; } = [];

    public ConcurrentQueue<(int Query, string? Id)> Heard { get; } = [];

    /// <summary>Ends when what happens is told, with the fields that are refused.</summary>
    public TaskCompletionSource<IReadOnlyList<string>> Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What becomes of events. Default: they are applied.</summary>
    public bool Applies { get; set; } = true;

    public static Task<SandboxServer> StartSandboxAsync(TimeSpan subscribeInterval = default) => SandboxServer.StartAsync(
        new SandboxOptions { Sessions = 30, SubscribeInterval = subscribeInterval }, TestSchema.Slice, TimeProvider.System, TestContext.Current.CancellationToken);

    public Task<FeedEnd> RunAsync(Uri endpoint, CancellationToken cancel, params string[] fields)
    {
        var linear = new LinearOptions { Endpoint = endpoint };
        var feed = new SubscriptionFeed(
            Microsoft.Extensions.Options.Options.Create(Options), Microsoft.Extensions.Options.Options.Create(linear), new Credential(this), Time);
        return feed.RunAsync([.. fields.Select(field => new FeedQuery(field, "id"))], this, cancel);
    }

    public Task<FeedEnd> RunAsync(Uri endpoint, params string[] fields) =>
        RunAsync(endpoint, TestContext.Current.CancellationToken, fields).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async Task HearAsync() => await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public void Begin(IReadOnlyList<string> refused) => Begun.TrySetResult(refused);

    public ValueTask<bool> HearAsync(int query, JsonElement data)
    {
        Heard.Enqueue((query, data.ValueKind == JsonValueKind.Undefined ? null : data.GetProperty("id").GetString()));
        _heard.Writer.TryWrite(query);
        return ValueTask.FromResult(Applies);
    }

    private sealed class Credential(FeedBench bench) : ICredential
    {
        public ValueTask<CredentialReading> GetAsync(CancellationToken cancel) => ValueTask.FromResult(new CredentialReading(bench.Key, null));

        public bool Refuse(string? authorization)
        {
            bench.Refused.Enqueue(authorization);
            return false;
        }
    }
}
