using System.Globalization;
using System.Text.Json;
using Gateway.GraphQL.Values;

namespace Gateway.Live;

/// <summary>One operation on a WebSocket.</summary>
internal sealed class SocketOperation(SocketConnection connection, SocketWriter writer, string id) : IOperationSink, IDisposable
{
    private readonly ReadOnlyMemory<byte> _id = CanonicalJson.OfString(id);
    private readonly Lock _gate = new();
    private IDisposable? _running;
    private bool _isEnded;
    private volatile bool _isSubscription;

    public string Id => id;

    /// <summary>Whether it is told of events: then it is never done by itself.</summary>
    public bool IsSubscription => _isSubscription;

    /// <summary>Has it run.</summary>
    public void Start(OperationHost host, LiveRequest request)
    {
        var running = host.Begin(request, this);
        lock (_gate)
        {
            _running = running;
            if (!_isEnded)
            {
                return;
            }
        }

        running.Dispose();
    }

    public void RefuseForNumber(int most) => Send(OutgoingKind.Error, JsonSerializer.SerializeToUtf8Bytes(new[]
    {
        new
        {
            message = string.Create(CultureInfo.InvariantCulture, $"At most {most} operations are taken on one connection."),
            extensions = new { code = "TOO_MANY_OPERATIONS" },
        },
    }));

    public void Begin()
    {
        _isSubscription = true;
        connection.CloseIfIdle();
    }

    public void Next(ReadOnlyMemory<byte> response) => Send(OutgoingKind.Next, response);

    public void Refuse(ReadOnlyMemory<byte> errors, int status, TimeSpan? retryAfter = null)
    {
        connection.Remove(this);
        Send(OutgoingKind.Error, errors);
        connection.CloseIfIdle();
    }

    public void Complete()
    {
        connection.Remove(this);
        Send(OutgoingKind.Complete, default);
        connection.CloseIfIdle();
    }

    /// <summary>Ends it without a word.</summary>
    public void Dispose()
    {
        IDisposable? running;
        lock (_gate)
        {
            (_isEnded, running) = (true, _running);
        }

        running?.Dispose();
    }

    private void Send(OutgoingKind kind, ReadOnlyMemory<byte> body)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = kind is OutgoingKind.Error or OutgoingKind.Complete;
        }

        writer.Send(new OutgoingMessage(kind, _id, body));
    }
}
