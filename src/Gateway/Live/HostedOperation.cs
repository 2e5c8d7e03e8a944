using System.Collections.Immutable;
using Gateway.Auth;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.Http;
using Gateway.Stitching;
using Gateway.Stitching.Access;
using Gateway.Stitching.Live;

namespace Gateway.Live;

/// <summary>One operation of a connection that stays.</summary>
internal sealed class HostedOperation : ILiveSubscriber, IPartReceiver, IDisposable
{
    private static readonly GraphQLError Bug = new("Internal server error.");

    private readonly OperationHost _host;
    private readonly IOperationSink _sink;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();

    // Until it is read: a subscription may stay for days.
    private LiveRequest? _request;
    private IDisposable? _place;
    private volatile bool _isEnded;

    public HostedOperation(OperationHost host, LiveRequest request, IOperationSink sink) => (_host, _request, _sink) = (host, request, sink);

    /// <summary>Whether nobody wants to hear more.</summary>
    public bool IsEnded => _isEnded;

    /// <inheritdoc/>
    public bool NamesPending => _sink.NamesPending;

    /// <summary>Answers it, or has it told of events from now on.</summary>
    public async Task RunAsync()
    {
        var request = _request!;
        using var read = request.Request;
        if (await _host.Documents.ResolveAsync(read, _end.Token) is { } fault)
        {
            Refuse(fault);
            return;
        }

        var asked = read.ToGatewayRequest(request.AllowsMutations) with
        {
            Access = request.Caller.Access,
            AllowsIntrospection = request.Caller.Access.May(Permissions.Introspect),
            Caller = request.Scope,
            Parts = this,
        };
        if (await _host.Served.Current.KindOfAsync(asked) == OperationKind.Subscription)
        {
            await SubscribeAsync(request.Caller, asked);
            _request = null;
        }
        else
        {
            await AnswerAsync(request.Caller, read, asked);
        }
    }

    /// <summary>Ends it because of a bug of ours.</summary>
    public void Fail() => Refuse([Bug], StatusCodes.Status500InternalServerError);

    void ILiveSubscriber.Next(ReadOnlyMemory<byte> response)
    {
        if (!_isEnded)
        {
            _sink.Next(response);
        }
    }

    void ILiveSubscriber.Fail(ImmutableArray<GraphQLError> errors) => Refuse(errors, StatusCodes.Status400BadRequest);

    ValueTask IPartReceiver.SendAsync(ReadOnlyMemory<byte> part, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _sink.Next(part.ToArray());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IDisposable? place;
        lock (_gate)
        {
            (_isEnded, place) = (true, _place);
            _place = null;
        }

        if (place is not null)
        {
            place.Dispose();
            _host.Metrics.CountEnd();
        }

        _end.Cancel();
    }

    private async Task SubscribeAsync(Caller caller, GatewayRequest asked)
    {
        if (caller.Limits?.Count(1) is { } refusal)
        {
            Refuse(refusal);
            return;
        }

        var admission = await _host.Hub.AdmitAsync(asked);
        if (admission.Operation is not { } operation)
        {
            Refuse(admission.Errors, StatusOf(admission.Outcome));
            return;
        }

        _sink.Begin();
        lock (_gate)
        {
            if (!_isEnded)
            {
                _place = _host.Hub.Join(operation, this);
                _host.Metrics.CountBegin();
            }
        }
    }

    private async Task AnswerAsync(Caller caller, GraphQLRequest read, GatewayRequest asked)
    {
        var (place, refusal) = caller.Limits?.Enter() ?? default;
        using (place)
        {
            if (refusal is not null)
            {
                Refuse(refusal);
                return;
            }

            using var output = new ResponseBuffer();
            var result = await _host.Served.Current.ExecuteAsync(asked, output, _end.Token);
            if (_isEnded)
            {
                return;
            }

            if (result.Outcome != GatewayOutcome.Executed)
            {
                CountRefusal(StatusOf(result.Outcome));
                _sink.Refuse(ErrorsOf(output), StatusOf(result.Outcome));
                return;
            }

            await _host.Documents.KeepAsync(read, _end.Token);
            if (!result.WasSentInParts)
            {
                _sink.Next(output.WrittenSpan.ToArray());
            }

            _sink.Complete();
        }
    }

    private void Refuse(RequestFault fault) => Refuse([fault.ToError()], fault.Status, fault.RetryAfter);

    private void Refuse(ImmutableArray<GraphQLError> errors, int status, TimeSpan? retryAfter = null)
    {
        CountRefusal(status);
        if (!_isEnded)
        {
            using var output = new ResponseBuffer();
            ResponseWriter.WriteRefusal(output, errors);
            _sink.Refuse(ErrorsOf(output), status, retryAfter);
        }

        Dispose();
    }

    private void CountRefusal(int status)
    {
        if (status == StatusCodes.Status403Forbidden)
        {
            _host.CountForbidden();
        }
    }

    private static int StatusOf(GatewayOutcome outcome) => outcome switch
    {
        GatewayOutcome.Forbidden => StatusCodes.Status403Forbidden,
        GatewayOutcome.QueriesOnly => StatusCodes.Status405MethodNotAllowed,
        _ => StatusCodes.Status400BadRequest,
    };

    // Of {"errors":[…]}, the array.
    private static byte[] ErrorsOf(ResponseBuffer refusal) => refusal.WrittenSpan["{\"errors\":".Length..^1].ToArray();
}
