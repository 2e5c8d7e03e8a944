using Gateway.Configuration;

namespace Gateway.Commands;

/// <summary>Asks a gateway whether it is ready, for container engines: an image without a shell has nothing else that could ask.</summary>
internal static class HealthcheckCommand
{
    // Less patience than engines commonly give a check: who is ended by them tells nothing.
    private static readonly GatewayCall Call = new(TimeSpan.FromSeconds(3), 1 << 16, 500);

    /// <returns>0 if it answers in three seconds with a status from 200 to 299; else 1.</returns>
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var faults = line.Faults.ToList();
        try
        {
            var address = AddressOf(line, faults);
            return faults.Count == 0 && await AskAsync(address!, faults, output, cancel) ? 0
                : FaultReport.Write(error, "The gateway is not ready:", faults, 1);
        }
        catch (StartException stop)
        {
            return FaultReport.Write(error, "The gateway is not ready:", [.. faults, .. stop.Faults], 1);
        }
    }

    private static Uri? AddressOf(CommandLine line, List<string> faults)
    {
        if (line.Url is { } url)
        {
            return GatewayCall.AddressOf(url, "http://127.0.0.1:8080/health/ready", faults);
        }

        try
        {
            return new Uri(ListenAddresses.Reachable(ListenAddresses.Read(GatewayCall.OwnConfiguration(line), [])[0]), "/health/ready");
        }
        catch (FormatException)
        {
            faults.Add("Urls holds no address that can be asked.");
            return null;
        }
    }

    private static async Task<bool> AskAsync(Uri address, List<string> faults, TextWriter output, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (await Call.SendAsync(request, faults, cancel) is not { } told)
        {
            return false;
        }

        await output.WriteAsync(told + Environment.NewLine);
        await output.FlushAsync(cancel);
        return true;
    }
}
