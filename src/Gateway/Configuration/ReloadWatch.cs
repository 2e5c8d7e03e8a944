using Gateway.Caching;
using Gateway.Stitching.Limits;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Configuration;

/// <summary>Follows the files of options and of the schema. What is no good leaves the last good in place.</summary>
/// <remarks>The files are read each second, since no system tells of all changes: a mount of a ConfigMap replaces links.</remarks>
internal sealed class ReloadWatch(
    StartedWith start,
    Reloading reloading,
    ReloadState state,
    IEnumerable<IValidateOptions<LimitsOptions>> limitRules,
    IEnumerable<IValidateOptions<CacheOptions>> cacheRules,
    TimeProvider time,
    ILogger<ReloadWatch> logger) : BackgroundService
{
    /// <summary>How often it is seen whether anything has changed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int MostTold = 5;

    private ReloadableOptions _current = start.Options;
    private string _waiting = "";

    // At first what was read at the start is compared with what was used: a file may have changed between.
    private bool _isOther = true;
    private bool _isOtherSchema;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    Look();
                }
#pragma warning disable CA1031 // A bug of ours must stop neither the watch nor, with it, the gateway.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    logger.ReloadFailed(error);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private void Look()
    {
        bool isOther = start.Settings.HaveChanged() | _isOther;
        bool isOtherSchema = start.Schema.HaveChanged();
        _isOther = false;

        // Until it is in use: it may have been looked at together with options that are no good.
        _isOtherSchema |= isOtherSchema;
        if (!isOther && !isOtherSchema)
        {
            return;
        }

        var faults = new List<string>();
        var configuration = start.Settings.Read(faults);
        var next = configuration is null ? null : ReloadableOptions.Read(configuration, limitRules, cacheRules, faults);
        if (next is not null && (_isOtherSchema || !next.IsLike(_current)))
        {
            Apply(next, faults);
        }

        state.IsRejected = faults.Count > 0;
        if (faults.Count > 0)
        {
            logger.ConfigurationRejected(string.Join(' ', faults.Take(MostTold)) + (faults.Count > MostTold ? " …" : ""));
        }
        else
        {
            TellOfOthers(configuration!);
        }
    }

    private void Apply(ReloadableOptions next, List<string> faults)
    {
        reloading.Apply(next, _current, _isOtherSchema, faults);
        if (faults.Count == 0)
        {
            (_current, _isOtherSchema) = (next, false);
            state.CountOne();
            logger.ConfigurationReloaded(state.Count);
        }
    }

    /// <summary>Names the options that are other than at the start and count from the next one only.</summary>
    private void TellOfOthers(IConfiguration configuration)
    {
        var now = ReloadableOptions.OthersOf(configuration);
        string waiting = string.Join(", ", start.Others.Where(other => now[other.Key] != other.Value).Select(other => other.Key));
        if (waiting.Length > 0 && waiting != _waiting)
        {
            logger.RestartNeeded(waiting);
        }

        _waiting = waiting;
    }
}
