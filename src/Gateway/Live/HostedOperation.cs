using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.Http;
using Gateway.Stitching;
using Gateway.Stitching.Access;
using Gateway.Stitching.Live;

namespace Gateway.Live;

/// <summary>One operation of a connection that stays.</summary>
internal sealed class HostedOperation(OperationHost host, LiveRequest request, IOperationSink sink) : ILiveSubscriber, IPartReceiver, IDisposable
{
    private static readonly GraphQLError Bug = new("Internal server error.");

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private IDisposable? _place;
    private volatile bool _isEnded;

    /// <summary>Whether nobody wants to hear more.</summary>
    public bool IsEnded => _isEnded;

    /// <inheritdoc/>
    public bool NamesPending => sink.NamesPending;

    /// <summary>Answers it, or has it told of events from now on.</summary>
    public async Task RunAsync()
    {
        using var read = request.Request;
        if (await host.Documents.ResolveAsync(read, _end.Token) is { } fault)
        {
            Refuse([fault.ToError()]);
            return;
        }

        var asked = read.ToGatewayRequest(request.AllowsMutations) with
        {
            Access = request.Caller.Access,
            AllowsIntrospection = request.Caller.Access.May(Permissions.Introspect),
            Caller = request.Scope,
            Parts = this,
        };
        if (await host.Served.Current.KindOfAsync(asked) == OperationKind.Subscription)
        {
            await SubscribeAsync(asked);
        }
        else
        {
            await AnswerAsync(read, asked);
        }
    }

    /// <summary>Ends it because of a bug of ours.</summary>
    public void Fail() => Refuse([Bug]);

    void ILiveSubscriber.Next(ReadOnlyMemory<byte> response)
    {
        if (!_isEnded)
        {
            sink.Next(response);
        }
    }

    void ILiveSubscriber.Fail(ImmutableArray<GraphQLError> errors) => Refuse(errors);

    ValueTask IPartReceiver.SendAsync(ReadOnlyMemory<byte> part, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        sink.Next(part.ToArray());
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
            host.Metrics.CountEnd();
        }

        _end.Cancel();
    }

    private async Task SubscribeAsync(GatewayRequest asked)
    {
        if (request.Caller.Limits?.Count(1) is { } refusal)
        {
            Refuse([refusal.ToError()]);
            return;
        }

        var admission = await host.Hub.AdmitAsync(asked);
        if (admission.Operation is not { } operation)
        {
            Refuse(admission.Errors, admission.Outcome);
            return;
        }

        sink.Begin();
        lock (_gate)
        {
            if (!_isEnded)
            {
                _place = host.Hub.Join(operation, this);
                host.Metrics.CountBegin();
            }
        }
    }

    private async Task AnswerAsync(GraphQLRequest read, GatewayRequest asked)
    {
        var (place, refusal) = request.Caller.Limits?.Enter() ?? default;
        using (place)
        {
            if (refusal is not null)
            {
                Refuse([refusal.ToError()]);
                return;
            }

            using var output = new ResponseBuffer();
            var result = await host.Served.Current.ExecuteAsync(asked, output, _end.Token);
            if (_isEnded)
            {
                return;
            }

            if (result.Outcome != GatewayOutcome.Executed)
            {
                CountRefusal(result.Outcome);
                sink.Refuse(ErrorsOf(output));
                return;
            }

            await host.Documents.KeepAsync(read, _end.Token);
            if (!result.WasSentInParts)
            {
                sink.Next(output.WrittenSpan.ToArray());
            }

            sink.Complete();
        }
    }

    private void Refuse(ImmutableArray<GraphQLError> errors, GatewayOutcome outcome = GatewayOutcome.Refused)
    {
        CountRefusal(outcome);
        if (!_isEnded)
        {
            using var output = new ResponseBuffer();
            ResponseWriter.WriteRefusal(output, errors);
            sink.Refuse(ErrorsOf(output));
        }

        Dispose();
    }

    private void CountRefusal(GatewayOutcome outcome)
    {
        if (outcome == GatewayOutcome.Forbidden)
        {
            host.CountForbidden();
        }
    }

    // Of {"errors":[…]}, the array.
    private static byte[] ErrorsOf(ResponseBuffer refusal) => refusal.WrittenSpan["{\"errors\":".Length..^1].ToArray();
}
