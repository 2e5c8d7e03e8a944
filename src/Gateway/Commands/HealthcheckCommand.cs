using Gateway.Configuration;

namespace Gateway.Commands;

/// <summary>Asks a gateway whether it is ready, for container engines: an image without a shell has nothing else that could ask.</summary>
internal static class HealthcheckCommand
{
    private const int MostTold = 500;

    // Less than engines commonly give a check: who is ended by them tells nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

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
        if (line.Url is null)
        {
            return OwnAddress(line, faults);
        }

        if (Uri.TryCreate(line.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        // Not quoted, as no value is.
        faults.Add("--url must be an address, such as http://127.0.0.1:8080/health/ready.");
        return null;
    }

    /// <summary>Where a gateway with the same options listens; whether the others are right is its own affair, and it may have had more of them.</summary>
    private static Uri? OwnAddress(CommandLine line, List<string> faults)
    {
        var builder = GatewayComposition.CreateBuilder();
        GatewayConfiguration.Apply(builder.Configuration, new GatewaySetup { Settings = line.Settings, ReadsEnvironment = true });
        try
        {
            return new Uri(ListenAddresses.Reachable(ListenAddresses.Read(builder.Configuration, [])[0]), "/health/ready");
        }
        catch (FormatException)
        {
            faults.Add("Urls holds no address that can be asked.");
            return null;
        }
    }

    private static async Task<bool> AskAsync(Uri address, List<string> faults, TextWriter output, CancellationToken cancel)
    {
        // A proxy for calls to the world is not the way to oneself.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = 1 << 16 };
        try
        {
            using var reply = await http.GetAsync(address, cancel);
            string body = await reply.Content.ReadAsStringAsync(cancel);
            string told = body.Length > MostTold ? $"{body[..MostTold]}…" : body;
            if (!reply.IsSuccessStatusCode)
            {
                faults.Add($"It answers with status {(int)reply.StatusCode}: {told}");
                return false;
            }

            await output.WriteAsync(told + Environment.NewLine);
            await output.FlushAsync(cancel);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            faults.Add($"It does not answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException problem)
        {
            faults.Add($"It cannot be asked ({problem.HttpRequestError}).");
        }

        return false;
    }
}
