using Gateway.Linear;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Schemas;

/// <summary>Compares what is served with what the upstream has: at start, every hour or so, and soon after it has refused a document as invalid.</summary>
internal sealed class DriftWatch(
    Serving serving, IUpstream upstream, IOptions<SchemaOptions> options, TimeProvider time, ILogger<DriftWatch> logger)
    : BackgroundService
{
    // Documents that are refused for a reason of their own must not make a comparison of each request.
    private static readonly TimeSpan AfterNews = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFalseAlarm = TimeSpan.FromMinutes(10);

    private string? _lastFault;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Value.DriftInterval;
        if (interval == TimeSpan.Zero)
        {
            return;
        }

        try
        {
            bool isAlarmed = false;
            while (true)
            {
                bool isNews = await TryCompareAsync(stoppingToken);
                var rest = isAlarmed && !isNews ? AfterFalseAlarm : AfterNews;
                rest = rest < interval ? rest : interval;
                await Task.Delay(rest, time, stoppingToken);
                isAlarmed = await WaitAsync(interval - rest, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <returns>Whether a suspicion ended the waiting.</returns>
    private async Task<bool> WaitAsync(TimeSpan rest, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var suspicion = serving.Model.Drift.WaitForSuspicionAsync(either.Token);
        bool isAlarmed = await Task.WhenAny(Task.Delay(rest, time, either.Token), suspicion) == suspicion;
        await either.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        return isAlarmed;
    }

    private async Task<bool> TryCompareAsync(CancellationToken cancel)
    {
        try
        {
            return await CompareAsync(cancel);
        }
#pragma warning disable CA1031 // Whatever the upstream publishes, and whatever is wrong with us: the gateway serves on.
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.DriftWatchFailed(error);
            return false;
        }
    }

    /// <returns>Whether anything is other than it was.</returns>
    private async Task<bool> CompareAsync(CancellationToken cancel)
    {
        // Not on the way to the start: it takes a while, and who asks for something is served meanwhile.
        await Task.Yield();
        var (published, fault) = await UpstreamIntrospection.AskAsync(upstream, UpstreamPriority.Repair, cancel);
        if (published is null)
        {
            if (_lastFault != fault)
            {
                logger.DriftUnknown(fault!);
            }

            _lastFault = fault;
            return false;
        }

        _lastFault = null;
        if (serving.Compare(published) is not { } vanished)
        {
            return false;
        }

        if (vanished.IsEmpty)
        {
            logger.SchemaFits();
        }
        else
        {
            const int MostTold = 20;
            string more = vanished.Differences.Length > MostTold ? " …" : "";
            logger.SchemaDrifted(
                vanished.Differences.Length, string.Join(' ', vanished.Differences.Take(MostTold).Select(difference => difference.Message)) + more);
        }

        return true;
    }
}
