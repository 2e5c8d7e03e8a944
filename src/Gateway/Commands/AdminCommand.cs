using System.Text;
using System.Text.Json.Nodes;
using Gateway.Configuration;

namespace Gateway.Commands;

/// <summary>Asks the operators' address of a gateway that runs: see <c>Admin:Url</c>.</summary>
internal static class AdminCommand
{
    /// <summary>The variable of the environment that holds the key; where arguments are, other users of the machine see them.</summary>
    public const string KeyVariable = "GATEWAY_KEY";

    private const int Unusable = 1;
    private const int Unsure = 2;

    // A purge waits for all pods, and a busy gateway shows many plans.
    private static readonly GatewayCall Call = new(TimeSpan.FromSeconds(30), 16 << 20, int.MaxValue);

    /// <param name="line">The command line.</param>
    /// <param name="key">Whose permission it is; null for nobody's.</param>
    /// <param name="output">Is given what the gateway answers.</param>
    /// <param name="error">Is told what is wrong.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>0 if it was answered; 1 if the command line is unusable; 2 if it was refused, or it is not sure what became of it.</returns>
    public static async Task<int> RunAsync(CommandLine line, string? key, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var faults = line.Faults.ToList();
        Uri? address = null;
        try
        {
            address = AddressOf(line, faults);
        }
        catch (StartException stop)
        {
            faults.AddRange(stop.Faults);
        }

        if (faults.Count > 0)
        {
            return FaultReport.Write(error, "The gateway cannot be asked:", faults, Unusable);
        }

        using var request = RequestOf(line, address!);
        if (key is { Length: > 0 })
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        }

        if (await Call.SendAsync(request, faults, cancel) is not { } answer)
        {
            return FaultReport.Write(error, "The gateway does not say:", faults, Unsure);
        }

        await output.WriteAsync(answer + Environment.NewLine);
        await output.FlushAsync(cancel);
        return 0;
    }

    private static Uri? AddressOf(CommandLine line, List<string> faults)
    {
        if (line.Url is { } url)
        {
            return GatewayCall.AddressOf(url, "http://127.0.0.1:9090", faults);
        }

        var configuration = GatewayCall.OwnConfiguration(line);
        if (configuration["Admin:Url"] is not { Length: > 0 })
        {
            faults.Add("Name the operators' address: --url URL, or Admin:Url as the gateway has it.");
            return null;
        }

        string? own = ListenAddresses.ReadAdmin(configuration, [], faults);
        return own is null ? null : ListenAddresses.Reachable(own);
    }

    private static HttpRequestMessage RequestOf(CommandLine line, Uri address)
    {
        if (line.Command != CommandKind.AdminPurge)
        {
            return new HttpRequestMessage(HttpMethod.Get, new Uri(address, PathOf(line)));
        }

        var body = line.Arguments is ["all"] ? new JsonObject { ["all"] = true } : new JsonObject { ["type"] = line.Arguments[0] };
        if (line.IsSoft)
        {
            body["soft"] = true;
        }

        if (line.Arguments is [_, var id])
        {
            body["id"] = id;
        }

        return new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/admin/purge"))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
    }

    private static string PathOf(CommandLine line) => line.Command switch
    {
        CommandKind.AdminState => "/admin/state",
        CommandKind.AdminPlans => $"/admin/plans?by={Uri.EscapeDataString(line.Arguments.FirstOrDefault("time"))}",
        _ => $"/admin/entities/{Uri.EscapeDataString(line.Arguments[0])}/{Uri.EscapeDataString(line.Arguments[1])}",
    };
}
