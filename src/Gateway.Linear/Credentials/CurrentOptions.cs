using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Linear.Credentials;

/// <summary>The options as they are now. A change that is no good leaves the last good ones in place, and is logged once.</summary>
internal sealed class CurrentOptions(IOptionsMonitor<LinearOptions> monitor, ILogger logger)
{
    private volatile LinearOptions _good = monitor.CurrentValue;
    private int _isBroken;

    public LinearOptions Read()
    {
        try
        {
            _good = monitor.CurrentValue;
            Interlocked.Exchange(ref _isBroken, 0);
        }
        catch (Exception error) when (error is OptionsValidationException or InvalidOperationException)
        {
            if (Interlocked.Exchange(ref _isBroken, 1) == 0)
            {
                logger.OptionsUnusable();
            }
        }

        return _good;
    }
}
