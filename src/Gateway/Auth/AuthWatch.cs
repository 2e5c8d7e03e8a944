using Gateway.Auth.Jwt;
using Gateway.GraphQL.Types;
using Gateway.Stitching;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Auth;

/// <summary>Follows the clients file and the keys by which tokens are checked. What is no good leaves the last good in place.</summary>
internal sealed class AuthWatch(
    ClientRegistry registry,
    TokenKeys tokenKeys,
    ServedEngine served,
    IOptions<AuthOptions> options,
    TimeProvider time,
    ILogger<AuthWatch> logger) : BackgroundService
{
    /// <summary>How often it is seen whether anything has changed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private FollowedFile _file = new(options.Value.ClientsFile, ClientFile.MaxBytes);
    private Schema? _schema;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!registry.IsUsed)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                try
                {
                    LookAtClients();
                    await tokenKeys.LookAsync(stoppingToken);
                }
#pragma warning disable CA1031 // A bug of ours must stop neither the watch nor, with it, the gateway.
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    logger.AuthWatchFailed(error);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private void LookAtClients()
    {
        var schema = served.Model.Schema;
        if (!ReferenceEquals(schema, _schema))
        {
            // What it denies is looked up anew.
            (_schema, _file) = (schema, new FollowedFile(options.Value.ClientsFile, ClientFile.MaxBytes));
        }

        if (!_file.TryReadChange(out byte[]? content))
        {
            return;
        }

        var faults = new List<string>();
        var book = registry.Current;
        if (content is null)
        {
            faults.Add("it cannot be read.");
        }
        else
        {
            book = ClientFile.Reader(options.Value, schema).Read(content, book, faults);
        }

        if (faults.Count > 0)
        {
            registry.IsBroken = true;
            logger.ClientsUnusable(string.Join(' ', faults.Take(5)));
            return;
        }

        registry.Replace(book);
        registry.IsBroken = false;
        logger.ClientsRead(book.Clients.Count);
        if (book.Gaps.Count > 0)
        {
            logger.DenialsHaveGaps(string.Join(", ", book.Gaps.Take(20)));
        }
    }
}
