namespace Gateway.Commands;

/// <summary>Asks a gateway that runs, for a command.</summary>
/// <param name="Patience">How long is waited for it.</param>
/// <param name="MostBytes">Most bytes of an answer.</param>
/// <param name="MostTold">Most characters of an answer that are told, whatever it is.</param>
internal sealed record GatewayCall(TimeSpan Patience, int MostBytes, int MostTold)
{
    /// <summary>Sends a request.</summary>
    /// <param name="request">What is asked, and where.</param>
    /// <param name="faults">Is given why there is no answer.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>The body of an answer with a status from 200 to 299; else null.</returns>
    public async Task<string?> SendAsync(HttpRequestMessage request, List<string> faults, CancellationToken cancel)
    {
        // A proxy for calls to the world is not the way to oneself.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        try
        {
            using var reply = await http.SendAsync(request, cancel);
            string body = await reply.Content.ReadAsStringAsync(cancel);
            string told = body.Length > MostTold ? $"{body[..MostTold]}…" : body;
            if (reply.IsSuccessStatusCode)
            {
                return told;
            }

            faults.Add($"It answers with status {(int)reply.StatusCode}: {told}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            faults.Add($"It does not answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException problem)
        {
            faults.Add($"It cannot be asked ({problem.HttpRequestError}).");
        }

        return null;
    }

    /// <summary>Where a gateway with the same options can be asked; whether the others are right is its own affair, and it may have had more of them.</summary>
    public static IConfiguration OwnConfiguration(CommandLine line)
    {
        var builder = GatewayComposition.CreateBuilder();
        Configuration.GatewayConfiguration.Apply(builder.Configuration, new GatewaySetup { Settings = line.Settings, ReadsEnvironment = true });
        return builder.Configuration;
    }

    /// <summary>The address of an option; null if it is none.</summary>
    /// <param name="url">As it was given.</param>
    /// <param name="example">What it should look like.</param>
    /// <param name="faults">Is told so. Not quoted, as no value is.</param>
    public static Uri? AddressOf(string url, string example, List<string> faults)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        faults.Add($"--url must be an address, such as {example}.");
        return null;
    }
}
