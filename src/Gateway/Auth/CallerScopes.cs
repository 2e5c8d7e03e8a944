using System.Diagnostics.CodeAnalysis;
using Gateway.Caching.Keys;
using Gateway.Stitching;
using Microsoft.Extensions.Options;

namespace Gateway.Auth;

/// <summary>Decides whose view of the upstream a request is answered with.</summary>
internal sealed class CallerScopes
{
    // Larger than any token; what is sent on must not be refused for its length by whoever is behind.
    private const int MaxLength = 8192;

    // null: nobody's but the gateway's own.
    private readonly ScopeKey? _key;

    public CallerScopes(IOptions<AuthOptions> options) =>
        _key = options.Value.Upstream == UpstreamIdentity.Caller ? ScopeKey.Of(options.Value) : null;

    /// <summary>Whether the request may be answered: it has a usable credential, or needs none.</summary>
    public bool Admits(HttpContext context) => _key is null || TryRead(context, out _);

    /// <summary>The scope of a request that is admitted.</summary>
    public CallerScope Of(HttpContext context)
    {
        if (_key is null)
        {
            return CallerScope.Service;
        }

        return TryRead(context, out string? credential)
            ? new CallerScope(new CacheScope(_key.NameOf(credential)), credential)
            : throw new InvalidOperationException("The caller was not admitted.");
    }

    // What cannot stand in a header would make an exchange fail that others' exchanges are judged by.
    private static bool TryRead(HttpContext context, [NotNullWhen(true)] out string? credential)
    {
        credential = context.Request.Headers.Authorization is [{ Length: > 0 and <= MaxLength } one] && !one.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? one.Trim(' ')
            : null;
        return credential is { Length: > 0 };
    }
}
