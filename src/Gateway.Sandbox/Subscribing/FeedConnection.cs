using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using Gateway.GraphQL.Execution;
using Gateway.Sandbox.Serving;

namespace Gateway.Sandbox.Subscribing;

/// <summary>One connection of graphql-transport-ws as Linear has it: it is acknowledged before anybody asks who is there.</summary>
internal sealed class FeedConnection(WebSocket socket, FeedRun run, SandboxFeeds feeds)
{
    private const int MaxBytes = 1 << 20;

    private readonly Channel<FeedItem> _items = Channel.CreateUnbounded<FeedItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, PreparedRequest> _subscriptions = [];
    private volatile int _count;

    public int Subscriptions => _count;

    public void Post(FeedItem item) => _items.Writer.TryWrite(item);

    public void Abort() => socket.Abort();

    /// <summary>Runs until either side ends it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        feeds.Add(this);
        try
        {
            var writing = WriteAllAsync(cancel);
            await ReadAllAsync(cancel);
            _items.Writer.TryComplete();
            await writing;
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The other side is gone, and there is nobody to tell.
        }
        finally
        {
            feeds.Remove(this);
            _items.Writer.TryComplete();
        }
    }

    private async Task ReadAllAsync(CancellationToken cancel)
    {
        var text = new ArrayBufferWriter<byte>();
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            var read = await socket.ReceiveAsync(text.GetMemory(4096), cancel);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
                return;
            }

            text.Advance(read.Count);
            if (text.WrittenCount > MaxBytes)
            {
                Post(new FeedItem.Close((int)WebSocketCloseStatus.MessageTooBig, "Too big"));
                return;
            }

            if (read.EndOfMessage)
            {
                if (!feeds.IsSilent)
                {
                    run.Hear(text.WrittenSpan, Post);
                }

                text.ResetWrittenCount();
            }
        }
    }

    private async Task WriteAllAsync(CancellationToken cancel)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(cancel))
        {
            switch (item)
            {
                case FeedItem.Begin begin:
                    _subscriptions[begin.Id] = begin.Request;
                    break;
                case FeedItem.End end:
                    _subscriptions.Remove(end.Id);
                    break;
                case FeedItem.Say say:
                    await SendAsync(say.Text, cancel);
                    break;
                case FeedItem.Change change:
                    await TellAsync(change.World, cancel);
                    break;
                case FeedItem.Close close:
                    await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, cancel);
                    return;
            }

            _count = _subscriptions.Count;
        }
    }

    private async Task TellAsync(WorldChange change, CancellationToken cancel)
    {
        foreach (var (id, request) in _subscriptions)
        {
            foreach (var (entity, world) in change.Told(request.Variant!.Root.Fields[0].Definition.Name))
            {
                using var output = new ResponseBuffer();
                run.Tell(id, request, entity, world, output);
                await SendAsync(output.Written, cancel);
            }
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancel) =>
        feeds.IsSilent ? ValueTask.CompletedTask : socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancel);
}
