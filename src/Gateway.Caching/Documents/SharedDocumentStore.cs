using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Telemetry;
using StackExchange.Redis;

namespace Gateway.Caching.Documents;

/// <summary>Keeps documents in the memory of this process, and in Redis for all. While Redis is away, the memory goes on alone.</summary>
/// <remarks>A text names itself by its hash, so nothing is ever old, any server may answer, and there is nothing to invalidate.</remarks>
/// <param name="table">The memory of this process.</param>
/// <param name="connection">Need not be up.</param>
/// <param name="keys">Names the keys.</param>
/// <param name="options">How long documents stay in Redis, and how many may come there.</param>
/// <param name="time">For when to write to Redis again.</param>
/// <param name="metrics">Is told what does not count.</param>
internal sealed class SharedDocumentStore(
    DocumentTable table, RedisConnection connection, KeySpace keys, DocumentStoreOptions options, TimeProvider time, CachingMetrics metrics)
    : IDocumentStore
{
    // What a key costs beside its text.
    private const int Overhead = 200;

    // Who brings a text was told before that it was missing; but some bring it each time.
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    private readonly WriteAllowance _allowance = new(options.SharedBytesPerDay, time);

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(DocumentHash hash, CancellationToken cancel)
    {
        if (table.Find(hash) is not { } known)
        {
            return LoadAsync(hash, cancel);
        }

        RenewInBackground(hash, known);
        return ValueTask.FromResult<ReadOnlyMemory<byte>?>(known.Utf8);
    }

    public ValueTask StoreAsync(DocumentHash hash, ReadOnlyMemory<byte> utf8, CancellationToken cancel) =>
        table.Keep(hash, utf8.Span) is { } kept && kept.BeginStore(time.GetTimestamp())
            ? new ValueTask(WriteAsync(hash, kept, cancel))
            : ValueTask.CompletedTask;

    private async ValueTask<ReadOnlyMemory<byte>?> LoadAsync(DocumentHash hash, CancellationToken cancel)
    {
        // A part that is long enough, since what is there may be of any size.
        var outcome = await connection.CallAsync(
            RedisUse.Read, database => database.StringGetRangeAsync(keys.DocumentOf(hash), 0, table.MaxLength), cancel);
        if (!outcome.Ok || (byte[]?)outcome.Value is not { Length: > 0 } utf8)
        {
            return null;
        }

        if (utf8.Length > table.MaxLength || DocumentHash.Of(utf8) != hash)
        {
            metrics.CountRejected("forged");
            return null;
        }

        var kept = table.Keep(hash, utf8)!;
        kept.IsAllowed = true;
        RenewInBackground(hash, kept);
        return kept.Utf8;
    }

    private void RenewInBackground(DocumentHash hash, KeptDocument document)
    {
        if (document.BeginRenewal(time.GetTimestamp()))
        {
            _ = RenewAsync(hash, document);
        }
    }

    private Task WriteAsync(DocumentHash hash, KeptDocument document, CancellationToken cancel) =>
        TellAsync(document, database => SetAsync(database, hash, document), cancel);

    private Task RenewAsync(DocumentHash hash, KeptDocument document) => TellAsync(
        document,
        async database => await database.KeyExpireAsync(keys.DocumentOf(hash), options.Life) || await SetAsync(database, hash, document),
        CancellationToken.None);

    private async Task TellAsync(KeptDocument document, Func<IDatabase, Task<bool>> tell, CancellationToken cancel)
    {
        bool isTold = false;
        try
        {
            isTold = await connection.CallAsync(RedisUse.Write, tell, cancel) is { Ok: true, Value: true };
        }
        finally
        {
            document.Schedule(After(isTold ? StorePause : TimeSpan.Zero), After(isTold ? options.Life / 4 : PauseAfterFailure));
        }
    }

    private async Task<bool> SetAsync(IDatabase database, DocumentHash hash, KeptDocument document)
    {
        document.IsAllowed = document.IsAllowed || _allowance.TryTake(document.Utf8.Length + Overhead);
        bool isWritten = document.IsAllowed && await database.StringSetAsync(keys.DocumentOf(hash), document.Utf8, options.Life);
        metrics.CountDocument(isWritten ? "written" : "withheld");
        return isWritten;
    }

    private long After(TimeSpan pause) => time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
}
