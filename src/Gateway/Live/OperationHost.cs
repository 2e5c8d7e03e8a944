using Gateway.Auth;
using Gateway.Documents;
using Gateway.Stitching;
using Gateway.Stitching.Live;
using Gateway.Telemetry;

namespace Gateway.Live;

/// <summary>Runs operations of connections that stay: queries and mutations once, subscriptions until they are ended. Safe for concurrent use.</summary>
internal sealed class OperationHost(
    ServedEngine served, SubscriptionHub hub, DocumentResolver documents, AuthMetrics auth, LiveMetrics metrics, ILogger<OperationHost> logger)
{
    public ServedEngine Served => served;

    public SubscriptionHub Hub => hub;

    public DocumentResolver Documents => documents;

    public LiveMetrics Metrics => metrics;

    /// <summary>Begins an operation, and returns at once.</summary>
    /// <returns>To be disposed of by who does not want to hear more.</returns>
    public IDisposable Begin(LiveRequest request, IOperationSink sink)
    {
        var operation = new HostedOperation(this, request, sink);
        _ = RunAsync(operation);
        return operation;
    }

    public void CountForbidden() => auth.CountRefusal("forbidden");

    private async Task RunAsync(HostedOperation operation)
    {
        await Task.Yield();
        try
        {
            await operation.RunAsync();
        }
        catch (OperationCanceledException) when (operation.IsEnded)
        {
            // Nobody wants to hear of it.
        }
#pragma warning disable CA1031 // A bug of ours ends this operation alone.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.OperationFailed(error);
            operation.Fail();
        }
    }
}
