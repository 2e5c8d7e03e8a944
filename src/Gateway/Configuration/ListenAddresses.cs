using System.Net;
using Gateway.Auth;

namespace Gateway.Configuration;

/// <summary>Where the gateway listens, and who can reach it there.</summary>
internal static class ListenAddresses
{
    /// <summary>The addresses of the option <c>Urls</c>, or of <c>HTTP_PORTS</c> as container images set it, or the default.</summary>
    public static IReadOnlyList<string> Read(IConfiguration configuration, List<string> faults)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            faults.Add("Kestrel:Endpoints is not read. Use Urls.");
        }

        string[] urls = Split(configuration["urls"]) is [_, ..] named ? named
            : [.. Split(configuration["http_ports"]).Select(port => $"http://*:{port}")];
        if (urls.Length == 0)
        {
            urls = [GatewayConfiguration.DefaultUrls];
        }

        // Whoever must bring a credential of their own sees what it may see, wherever they call from; and a client what it may.
        var auth = configuration.GetSection("Auth");
        bool isOpen = auth.GetValue<bool>(nameof(AuthOptions.AllowAnonymous))
            || UpstreamModes.IsOfCallers(configuration)
            || auth[nameof(AuthOptions.ClientsFile)] is { Length: > 0 };
        faults.AddRange(urls.Select(url => FaultOf(url, isOpen)).OfType<string>());
        return urls;
    }

    /// <summary>The address of the option <c>Admin:Url</c>; null if there is none. Who reaches it is shown nothing there without a key but how things are.</summary>
    public static string? ReadAdmin(IConfiguration configuration, IReadOnlyList<string> urls, List<string> faults)
    {
        if (configuration["Admin:Url"] is not { Length: > 0 } url)
        {
            return null;
        }

        if (FaultOf(url, isOpen: true) is { } fault)
        {
            faults.Add(fault.Replace("Urls:", "Admin:Url:", StringComparison.Ordinal));
            return null;
        }

        int port = BindingAddress.Parse(url).Port;
        if (port != 0 && urls.Any(other => IsAt(other, port)))
        {
            faults.Add("Admin:Url must have another port than Urls: by that the two are told apart.");
        }

        return url;
    }

    /// <summary>The address as this machine reaches it: where it means any interface, the loopback one.</summary>
    public static Uri Reachable(string address)
    {
        var binding = BindingAddress.Parse(address);
        bool isAny = binding.Host is "*" or "+"
            || (IPAddress.TryParse(binding.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
        return new Uri($"{binding.Scheme}://{(isAny ? "127.0.0.1" : binding.Host)}:{binding.Port}{binding.PathBase}");
    }

    private static string? FaultOf(string url, bool isOpen)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $"Urls: '{url}' is no address to listen at. Write it as http://HOST:PORT.";
        }

        return !address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) ? $"Urls: '{url}' must be http; TLS ends in front of the gateway."
            : address.PathBase.Length > 0 ? $"Urls: '{url}' must not have a path."
            : address.IsUnixPipe || address.IsNamedPipe ? $"Urls: '{url}' is no address of a network; webhooks could not come in."
            : address is { Host: "localhost", Port: 0 } ? $"Urls: '{url}' names no port. Write http://127.0.0.1:0 for any that is free."
            : address.Port is < 0 or > 65535 ? $"Urls: '{url}' has no port from 0 to 65535."
            : !isOpen && !IsLoopback(address)
                ? $"Urls: '{url}' can be reached from other machines, and callers are not asked for a key. "
                + "Name the clients in Auth:ClientsFile, listen at a loopback address, such as http://localhost:5000, "
                + "or set Auth:AllowAnonymous=true if only those you trust can reach it."
            : null;
    }

    // One that cannot be read is told of by itself.
    private static bool IsAt(string url, int port)
    {
        try
        {
            return BindingAddress.Parse(url).Port == port;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsLoopback(BindingAddress address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
