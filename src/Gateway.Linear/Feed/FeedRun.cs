using System.Net.WebSockets;
using System.Text.Json;

namespace Gateway.Linear.Feed;

/// <summary>One connection, from its first message on: what is heard, and what is said.</summary>
internal sealed class FeedRun(FeedSocket socket, IReadOnlyList<FeedQuery> queries, IFeedListener listener, FeedOptions options, TimeProvider time)
{
    // A connection on which not all can be had is given up after this, to see whether it can be now.
    private static readonly TimeSpan MostInPart = TimeSpan.FromMinutes(15);

    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly SortedSet<int> _refused = [];
    private bool _hasBegun;
    private int _pongs;

    /// <summary>Hears until the end.</summary>
    public async Task<FeedEnd> HearAsync(CancellationToken cancel)
    {
        try
        {
            while (await socket.HearAsync(cancel) is { } message)
            {
                using (message)
                {
                    if (await HearAsync(message.RootElement, cancel) is { } end)
                    {
                        return end;
                    }
                }
            }

            return FeedEnd.OfClose(socket.CloseCode);
        }
        catch (JsonException)
        {
            return new FeedEnd(FeedEndKind.Faulty, null);
        }
        catch (WebSocketException)
        {
            return FeedEnd.OfClose(socket.CloseCode);
        }
    }

    /// <summary>Begins, subscribes to one after the other, and then asks now and then whether anybody is there.</summary>
    public async Task<FeedEnd> SayAsync(CancellationToken cancel)
    {
        try
        {
            await socket.SayAsync(FeedMessage.Init, cancel);
            await _acknowledged.Task.WaitAsync(options.Patience, time, cancel);
            for (int place = 0; place < queries.Count; place++)
            {
                await socket.SayAsync(FeedMessage.Subscribe(place, queries[place]), cancel);
                await Task.Delay(options.SubscribeInterval, time, cancel);
            }

            // There is no answer to a subscription that is taken. Who answers this has seen all that came before.
            if (!await IsAwakeAsync(cancel))
            {
                return new FeedEnd(FeedEndKind.Silent, null);
            }

            string[] refused = Begin();
            listener.Begin(refused);
            long begun = time.GetTimestamp();
            do
            {
                if (refused is [var field, ..] && time.GetElapsedTime(begun) >= MostInPart)
                {
                    return Refusal(field);
                }

                await Task.Delay(options.PingInterval, time, cancel);
            }
            while (await IsAwakeAsync(cancel));
            return new FeedEnd(FeedEndKind.Silent, null);
        }
        catch (TimeoutException)
        {
            return new FeedEnd(FeedEndKind.Silent, null);
        }
        catch (Exception error) when (error is WebSocketException or ObjectDisposedException)
        {
            return FeedEnd.OfClose(socket.CloseCode);
        }
    }

    private static FeedEnd Refusal(string field) => new(FeedEndKind.Refused, null) { Field = field };

    private string[] Begin()
    {
        lock (_gate)
        {
            _hasBegun = true;
            return [.. _refused.Select(place => queries[place].Field)];
        }
    }

    /// <summary>Null if the others are heard all the same. What was relied on, and ends, is a gap.</summary>
    private FeedEnd? Refuse(int place)
    {
        lock (_gate)
        {
            bool isFirst = _refused.Add(place);
            return (_hasBegun && isFirst) || _refused.Count == queries.Count ? Refusal(queries[place].Field) : null;
        }
    }

    // Whoever has much to tell may take its time with the answer.
    private async Task<bool> IsAwakeAsync(CancellationToken cancel)
    {
        int before = Volatile.Read(ref _pongs);
        await socket.SayAsync(FeedMessage.Ping, cancel);
        long asked = time.GetTimestamp();
        var step = options.Patience / 20;
        while (Volatile.Read(ref _pongs) == before && TimeSpan.FromTicks(Math.Min(socket.Silence.Ticks, time.GetElapsedTime(asked).Ticks)) < options.Patience)
        {
            await Task.Delay(step, time, cancel);
        }

        return Volatile.Read(ref _pongs) != before;
    }

    /// <summary>Null if it goes on.</summary>
    private async ValueTask<FeedEnd?> HearAsync(JsonElement message, CancellationToken cancel)
    {
        int? place = FeedMessage.PlaceOf(message, queries.Count);
        switch (FeedMessage.TypeOf(message))
        {
            case "connection_ack":
                _acknowledged.TrySetResult();
                return null;
            case "ping":
                await socket.SayAsync(FeedMessage.Pong, cancel);
                return null;
            case "pong":
                Interlocked.Increment(ref _pongs);
                return null;
            case "next" when place is { } told:
                return await listener.HearAsync(told, FeedMessage.DataOf(message, queries[told].Field)) ? null : new FeedEnd(FeedEndKind.NotApplied, null);
            case "error" or "complete" when place is { } refused:
                return Refuse(refused);
            default:
                return new FeedEnd(FeedEndKind.Faulty, null);
        }
    }
}
