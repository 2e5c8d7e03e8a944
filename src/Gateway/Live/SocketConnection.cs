using System.Net.WebSockets;
using Gateway.Auth;
using Gateway.Http;
using Gateway.Telemetry;

namespace Gateway.Live;

/// <summary>One WebSocket: reads what the client says, and does it.</summary>
/// <remarks>https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md. Idle, it holds no buffer and no thread.</remarks>
internal sealed class SocketConnection : ILiveConnection, IDisposable
{
    // Bytes that are read in a moment; more are read on another thread than the socket's.
    private const int MostAtOnce = 16 * 1024;

    // How long what is being answered may take when the connection is to be given up.
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(15);

    private readonly HttpContext _context;
    private readonly SocketServices _services;
    private readonly SocketReader _reader;
    private readonly SocketWriter _writer;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SocketOperation> _operations = new(StringComparer.Ordinal);
    private Caller? _caller;
    private DateTimeOffset? _until;
    private LivePlace? _place;
    private bool _isInitialised;
    private SocketClose? _release;

    /// <param name="socket">The connection.</param>
    /// <param name="context">The request that it began with.</param>
    /// <param name="caller">Who it is; null if a credential must come with the first message.</param>
    /// <param name="services">What all connections share.</param>
    public SocketConnection(WebSocket socket, HttpContext context, Caller? caller, SocketServices services)
    {
        (_context, _caller, _services) = (context, caller, services);
        _reader = new SocketReader(socket, services.Options.MaxMessageBytes);
        _writer = new SocketWriter(socket, services.Options.MaxQueuedBytes, services.Host.Metrics, services.Time);
    }

    /// <summary>Ends with the connection.</summary>
    public async Task RunAsync()
    {
        var closed = SocketClose.Left;
        var impatience = _services.Time.CreateTimer(
            static writer => ((SocketWriter)writer!).Close(SocketClose.NoInit), _writer, _services.Options.InitTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            (_place, var refusal) = _services.Connections.Enter(this);
            if (refusal is not null)
            {
                closed = await _writer.EndAsync(SocketClose.TooMany(refusal.Message));
                return;
            }

            while (await _reader.ReadAsync() is { } message)
            {
                if (_writer.Closing is not null)
                {
                    // Until the client has heard of the end.
                    continue;
                }

                if (message.Length > MostAtOnce)
                {
                    await Task.Yield();
                }

                if (await HandleAsync(message) is { } close)
                {
                    _writer.Close(close);
                    break;
                }

                if (_isInitialised && impatience is not null)
                {
                    await impatience.DisposeAsync();
                    impatience = null;
                }
            }

            closed = await _writer.EndAsync(_reader.Fault);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has gone, or does not answer any more.
            closed = _writer.Closing ?? SocketClose.Left;
        }
#pragma warning disable CA1031 // A bug of ours ends this connection alone.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _services.Logger.OperationFailed(error);
            closed = SocketClose.Failed;
            await FarewellAsync(closed);
        }
        finally
        {
            if (impatience is not null)
            {
                await impatience.DisposeAsync();
            }

            EndAll();
            _place?.Dispose();
            _services.Host.Metrics.CountClosed(closed.Word);
        }
    }

    /// <inheritdoc/>
    /// <remarks>What is being answered is brought to its end: a client that comes back would have a mutation sent once more.</remarks>
    public void Release(string reason)
    {
        lock (_gate)
        {
            if (_release is not null)
            {
                return;
            }

            _release = SocketClose.Release(reason);
        }

        _ = ReleaseLaterAsync();
        CloseIfIdle();
    }

    /// <summary>Told by an operation that it has ended.</summary>
    public void Remove(SocketOperation operation)
    {
        lock (_gate)
        {
            if (_operations.GetValueOrDefault(operation.Id) == operation)
            {
                _operations.Remove(operation.Id);
            }
        }
    }

    /// <summary>Closes the connection if it is to be, and nothing is being answered on it.</summary>
    public void CloseIfIdle()
    {
        lock (_gate)
        {
            if (_release is null || _operations.Values.Any(operation => !operation.IsSubscription))
            {
                return;
            }
        }

        _writer.CloseAfterAll(_release);
    }

    public void Dispose() => _reader.Dispose();

    /// <returns>Why the connection ends; null if it goes on.</returns>
    private async ValueTask<SocketClose?> HandleAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!SocketMessage.TryRead(bytes, out var message, out string? problem))
        {
            return SocketClose.Invalid(problem);
        }

        switch (message.Type)
        {
            case "connection_init":
                return await InitialiseAsync(message);
            case "ping":
                _writer.Send(new OutgoingMessage(OutgoingKind.Pong, default, message.Payload.ToArray()));
                return null;
            case "pong":
                return null;
            case "subscribe":
                return await SubscribeAsync(message);
            case "complete":
                Complete(message);
                return message.Id is null ? SocketClose.Invalid("The message has no id.") : null;
            default:
                return SocketClose.Invalid("There is no message of that type.");
        }
    }

    private async ValueTask<SocketClose?> InitialiseAsync(SocketMessage message)
    {
        if (_isInitialised)
        {
            return SocketClose.TooManyInits;
        }

        if (!InitPayload.TryApply(message.Payload, _context.Request.Headers))
        {
            return SocketClose.Invalid("The payload cannot be read.");
        }

        if (await AdmitAsync() is { } refused)
        {
            return refused;
        }

        if (_place!.Identify(_caller!, _until) is { } refusal)
        {
            return SocketClose.TooMany(refusal.Message);
        }

        _isInitialised = true;
        _writer.Send(new OutgoingMessage(OutgoingKind.Ack, default, default));
        return null;
    }

    private async ValueTask<SocketClose?> AdmitAsync()
    {
        var admission = await _services.Admissions.AdmitAsync(_context);
        var fault = admission.Fault ?? (_services.Scopes.Admits(_context) ? null : RequestFault.Unauthenticated);
        if (fault is not null)
        {
            _services.Auth.CountRefusal(fault.Reason ?? "no_credential");
            return SocketClose.Forbidden(fault.Reason is { } reason ? $"Forbidden: {reason}" : "Forbidden");
        }

        (_caller, _until) = (admission.Caller, admission.Until);
        return null;
    }

    private async ValueTask<SocketClose?> SubscribeAsync(SocketMessage message)
    {
        if (!_isInitialised)
        {
            return SocketClose.Unauthorized;
        }

        if (message.Id is not { Length: > 0 } id)
        {
            return SocketClose.Invalid("The message has no id.");
        }

        // A token may have expired meanwhile.
        if (await AdmitAsync() is { } refused)
        {
            return refused;
        }

        var request = new GraphQLRequest();
        if (GraphQLRequestReader.ReadBody(message.Payload.ToArray(), request) is { } fault)
        {
            request.Dispose();
            return SocketClose.Invalid(fault.Message);
        }

        var operation = new SocketOperation(this, _writer, id);
        lock (_gate)
        {
            if (_release is not null)
            {
                // The client sends it again where it comes to.
                request.Dispose();
                return null;
            }

            if (!_operations.TryAdd(id, operation))
            {
                request.Dispose();
                return SocketClose.Exists(id);
            }

            if (_operations.Count > _services.Options.MaxOperations)
            {
                _operations.Remove(id);
                request.Dispose();
                operation.RefuseForNumber(_services.Options.MaxOperations);
                return null;
            }
        }

        operation.Start(_services.Host, new LiveRequest(request, _caller!, _services.Scopes.Of(_context), AllowsMutations: true));
        return null;
    }

    private void Complete(SocketMessage message)
    {
        SocketOperation? operation;
        lock (_gate)
        {
            _operations.Remove(message.Id ?? "", out operation);
        }

        operation?.Dispose();
    }

    private async Task ReleaseLaterAsync()
    {
        await Task.Delay(MostPatience, _services.Time);
        _writer.CloseAfterAll(_release!);
    }

    private async Task FarewellAsync(SocketClose close)
    {
        try
        {
            await _writer.EndAsync(close);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private void EndAll()
    {
        SocketOperation[] left;
        lock (_gate)
        {
            left = [.. _operations.Values];
            _operations.Clear();
        }

        Array.ForEach(left, operation => operation.Dispose());
    }
}
