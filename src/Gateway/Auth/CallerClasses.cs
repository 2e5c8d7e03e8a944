using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Options;

namespace Gateway.Auth;

/// <summary>Tells callers apart, and what each class of them may do.</summary>
internal sealed class CallerClasses
{
    private readonly FrozenSet<CallerClass> _introspecting;
    private readonly FrozenSet<CallerClass> _demanding;
    private readonly FrozenSet<CallerClass> _explained;

    public CallerClasses(IOptions<AuthOptions> options)
    {
        CallerClassList.TryRead(options.Value.Introspection, out _introspecting);
        CallerClassList.TryRead(options.Value.CacheControl, out _demanding);
        CallerClassList.TryRead(options.Value.Explain, out _explained);
    }

    /// <summary>
    /// The class of a caller who shows no key, by the address at the other end of its connection and nothing else: behind a proxy it is the proxy's, whatever
    /// headers such as <c>X-Forwarded-For</c> say.
    /// </summary>
    public static CallerClass Of(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IsLoopback(address) ? CallerClass.Local : CallerClass.Anonymous;

    /// <summary>Whether callers of the class may ask for the schema.</summary>
    public bool MayIntrospect(CallerClass callers) => _introspecting.Contains(callers);

    /// <summary>Whether callers of the class may say how old values may be.</summary>
    public bool MayDemand(CallerClass callers) => _demanding.Contains(callers);

    /// <summary>Whether callers of the class may be told where values came from.</summary>
    public bool MayBeExplained(CallerClass callers) => _explained.Contains(callers);

    // A socket that listens for both versions of IP shows IPv4 addresses as mapped ones.
    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
