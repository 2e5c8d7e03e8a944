namespace Gateway.Commands;

/// <summary>Runs a gateway until the process is asked to end.</summary>
internal static class ServeCommand
{
    // Not while the first requests are answered that waited for the start.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <returns>0 after an orderly stop; 1 if it could not start.</returns>
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var setup = new GatewaySetup { Settings = line.Settings, ReadsEnvironment = true };
        try
        {
            if (!line.Faults.IsEmpty)
            {
                // Only to find what else is wrong, so that it is told at once.
                await using var unused = GatewayComposition.Compose(setup);
                throw new StartException([]);
            }

            await using var host = await GatewayHost.StartAsync(setup, cancel);
            await output.WriteAsync(Banner.Of(host));
            await output.FlushAsync(cancel);
            _ = GiveBackAsync(cancel);
            await host.WaitForShutdownAsync(cancel);
            return 0;
        }
        catch (StartException stop)
        {
            return FaultReport.Write(error, "The gateway cannot start:", [.. line.Faults, .. stop.Faults], 1);
        }
    }

    /// <summary>Gives back, once, the memory that only the start needed: 15 MB that a gateway with little to do would keep for hours.</summary>
    private static async Task GiveBackAsync(CancellationToken cancel)
    {
        await Task.Delay(Rest, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
