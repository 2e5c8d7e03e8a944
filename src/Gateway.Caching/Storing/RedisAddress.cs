using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gateway.Caching.Storing;

/// <summary>Where a Redis is and how to log in. Its text never shows a user or a password.</summary>
internal sealed class RedisAddress
{
    private const int DefaultPort = 6379;
    private const string Scheme = "redis://";
    private const string SecureScheme = "rediss://";

    private readonly List<string> _faults = [];
    private readonly List<(string Host, int Port)> _endpoints = [];
    private readonly HashSet<(string User, string Password)> _logins = [];
    private readonly HashSet<bool> _secure = [];

    private RedisAddress()
    {
    }

    /// <summary>The nodes of a cluster, or the one server. A host is a name or an address, an IPv6 address without brackets.</summary>
    public IReadOnlyList<(string Host, int Port)> Endpoints => _endpoints;

    /// <summary>Whether to speak TLS.</summary>
    public bool IsSecure => _secure.Contains(true);

    /// <summary>Empty for none. Secret.</summary>
    public string Password => _logins.Select(login => login.Password).FirstOrDefault("");

    /// <summary>
    /// Reads <c>host:port</c> or <c>redis[s]://[[default]:password@]host[:port]</c>, or several by commas, of which one may carry the login for all.
    /// </summary>
    /// <param name="text">Letters in users and passwords that mean something in addresses are percent-encoded, a comma included.</param>
    /// <param name="address">The address; null if there are faults.</param>
    /// <param name="faults">All that is wrong, in sentences that quote nothing.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out RedisAddress? address, out IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parsed = new RedisAddress();
        string[] parts = text.Split(',');
        for (int i = 0; i < parts.Length; i++)
        {
            parsed.Add(parts[i].Trim(), parts.Length == 1 ? "the address" : string.Create(CultureInfo.InvariantCulture, $"endpoint {i + 1}"));
        }

        parsed.CheckAll();
        faults = parsed._faults;
        address = faults.Count == 0 ? parsed : null;
        return address is not null;
    }

    public override string ToString() =>
        (IsSecure ? SecureScheme : Scheme) + string.Join(',', _endpoints.Select(endpoint => endpoint.Host.Contains(':', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"[{endpoint.Host}]:{endpoint.Port}")
            : string.Create(CultureInfo.InvariantCulture, $"{endpoint.Host}:{endpoint.Port}")));

    private void Add(string text, string name)
    {
        string rest = WithoutScheme(text, name);
        int at = rest.LastIndexOf('@');
        if (at >= 0)
        {
            AddLogin(rest[..at], name);
        }

        AddEndpoint(rest[(at + 1)..], name);
    }

    private string WithoutScheme(string text, string name)
    {
        int end = text.IndexOf("://", StringComparison.Ordinal);
        if (end < 0)
        {
            return text;
        }

        string scheme = text[..(end + 3)];
        if (scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase) || scheme.Equals(SecureScheme, StringComparison.OrdinalIgnoreCase))
        {
            _secure.Add(scheme.Equals(SecureScheme, StringComparison.OrdinalIgnoreCase));
        }
        else
        {
            _faults.Add($"the scheme of {name} must be redis or rediss.");
        }

        return text[(end + 3)..];
    }

    private void AddLogin(string text, string name)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || colon == text.Length - 1)
        {
            _faults.Add($"{name} has a login without a password; write user:password@ or :password@.");
            return;
        }

        if (!TryDecode(text[..colon], out string user) || !TryDecode(text[(colon + 1)..], out string password))
        {
            _faults.Add($"the login of {name} must be percent-encoded, except for letters, digits and - . _ ~ ! $ & ' ( ) * + ; =");
            return;
        }

        // The client sends the password alone, which logs in the user called default; later versions can send both.
        if (user is not ("" or "default"))
        {
            _faults.Add($"{name} names a user; this release can log in as the user default only, so give that one a password and write :password@.");
        }

        _logins.Add((user, password));
    }

    private void AddEndpoint(string text, string name)
    {
        if (text.EndsWith('/'))
        {
            text = text[..^1];
        }

        int colon = text.LastIndexOf(':');
        bool hasPort = colon >= 0 && !text.EndsWith(']');
        string host = hasPort ? text[..colon] : text;
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        host = isBracketed ? host[1..^1] : host;
        bool isName = Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
        if (!isName || isBracketed != host.Contains(':', StringComparison.Ordinal))
        {
            _faults.Add($"{name} has no usable host; write host:port, an IPv6 address in brackets, and nothing after it.");
            return;
        }

        int port = DefaultPort;
        if (hasPort && (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            _faults.Add($"the port of {name} must be a number from 1 to 65535, with nothing after it.");
            return;
        }

        if (_endpoints.Contains((host, port)))
        {
            _faults.Add($"{name} is there twice.");
            return;
        }

        _endpoints.Add((host, port));
    }

    private void CheckAll()
    {
        if (_logins.Count > 1)
        {
            _faults.Add("the endpoints have different logins; one login serves all.");
        }

        if (_secure.Count > 1)
        {
            _faults.Add("the endpoints have different schemes; either all speak TLS or none does.");
        }
    }

    private static bool TryDecode(string text, out string decoded)
    {
        decoded = Uri.UnescapeDataString(text);
        return text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-._~!$&'()*+;=%".Contains(letter, StringComparison.Ordinal))
            && text.Select((letter, i) => letter != '%' || Uri.IsHexEncoding(text, i)).All(isEncoded => isEncoded)
            && !decoded.Any(char.IsControl);
    }
}
