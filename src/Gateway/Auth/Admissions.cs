using System.Runtime.CompilerServices;
using Gateway.Auth.Jwt;
using Gateway.Stitching.Access;
using Microsoft.Extensions.Options;

namespace Gateway.Auth;

/// <summary>Tells who a request comes from, and whether it is taken. Safe for concurrent use; a caller that is known costs no allocation.</summary>
internal sealed class Admissions
{
    private readonly ClientRegistry _registry;
    private readonly TokenValidator _tokens;
    private readonly TimeProvider _time;
    private readonly bool _admitsStrangers;
    private readonly bool _takesAuthorization;
    private readonly Caller _local;
    private readonly Caller _anonymous;

    // The server gives a connection that shows the same header again the same string: found by where it lies, a secret need not be compared.
    private readonly ConditionalWeakTable<string, Known> _known = [];

    public Admissions(
        ClientRegistry registry, TokenValidator tokens, CallerClasses classes, StrangerAccess strangers, IOptions<AuthOptions> options, TimeProvider time)
    {
        (_registry, _tokens, _time) = (registry, tokens, time);
        _admitsStrangers = !registry.IsUsed || options.Value.AllowAnonymous;
        _takesAuthorization = options.Value.Upstream == UpstreamIdentity.Service;
        _local = Stranger(CallerClass.Local);
        _anonymous = Stranger(CallerClass.Anonymous);

        Caller Stranger(CallerClass of) => new(of, of.ToString().ToLowerInvariant(), strangers.For(classes.MayIntrospect(of)), null);
    }

    /// <summary>Who it is, or why it is not taken.</summary>
    /// <remarks>
    /// While there is no clients file, what a request shows is nobody's affair here. With one, who shows something must be known by it: a wrong key
    /// is told, and does not make its owner a stranger.
    /// </remarks>
    public ValueTask<Admission> AdmitAsync(HttpContext context)
    {
        if (!_registry.IsUsed)
        {
            return ValueTask.FromResult<Admission>(StrangerOf(context));
        }

        var shown = CallerCredential.Find(context.Request.Headers, _takesAuthorization, out bool isAuthorization);
        if (shown.Count == 0)
        {
            return ValueTask.FromResult<Admission>(_admitsStrangers ? StrangerOf(context)
                : _takesAuthorization ? AdmissionFaults.NoKey
                : AdmissionFaults.NoKeyBeside);
        }

        return shown is [{ } header] ? AdmitAsync(header, isAuthorization, context.RequestAborted) : ValueTask.FromResult<Admission>(AdmissionFaults.Malformed);
    }

    /// <summary>Why a request may not do what operators do; null if it may.</summary>
    public async ValueTask<Http.RequestFault?> RequireAdminAsync(HttpContext context)
    {
        var admission = await AdmitAsync(context);
        return admission.Caller is not { } caller ? admission.Fault
            : caller.Class != CallerClass.Client ? AdmissionFaults.NoAdminKey
            : caller.Access.May(Permissions.Admin) ? null
            : AdmissionFaults.NotPermitted;
    }

    // Only of a header that the server knows by name it keeps the string: to remember others would be to remember each request.
    private ValueTask<Admission> AdmitAsync(string header, bool mayRemember, CancellationToken cancel)
    {
        var book = _registry.Current;
        if (mayRemember
            && _known.TryGetValue(header, out var known)
            && ReferenceEquals(known.Book, book)
            && (known.Until is not { } until || (_time.GetUtcNow() < until && known.TokenKeys == _tokens.Version)))
        {
            return ValueTask.FromResult(new Admission(known.Caller, null) { Until = known.Until });
        }

        if (!CallerCredential.TryRead(header, out var credential))
        {
            return ValueTask.FromResult<Admission>(AdmissionFaults.Malformed);
        }

        if (_tokens.IsOn && CallerCredential.IsToken(credential))
        {
            return AdmitTokenAsync(mayRemember ? header : null, credential.ToString(), book, cancel);
        }

        Span<byte> hash = stackalloc byte[ApiKey.HashLength];
        ApiKey.Hash(credential, hash);
        if (book.FindKey(hash) is not { } caller)
        {
            return ValueTask.FromResult<Admission>(AdmissionFaults.UnknownKey);
        }

        if (mayRemember)
        {
            _known.AddOrUpdate(header, new Known(caller, book, null, 0));
        }

        return ValueTask.FromResult<Admission>(caller);
    }

    private async ValueTask<Admission> AdmitTokenAsync(string? header, string token, ClientBook book, CancellationToken cancel)
    {
        int version = _tokens.Version;
        var verdict = await _tokens.ValidateAsync(token, cancel);
        if (verdict.Fault is { } fault)
        {
            return fault;
        }

        if (book.FindSubject(verdict.Subject!) is not { } caller)
        {
            return AdmissionFaults.UnknownSubject;
        }

        if (header is not null)
        {
            _known.AddOrUpdate(header, new Known(caller, book, verdict.Until, version));
        }

        return new Admission(caller, null) { Until = verdict.Until };
    }

    private Caller StrangerOf(HttpContext context) => CallerClasses.Of(context) == CallerClass.Local ? _local : _anonymous;

    /// <summary>Who showed a header, by which clients file, and, of a token, until when and by which keys.</summary>
    private sealed record Known(Caller Caller, ClientBook Book, DateTimeOffset? Until, int TokenKeys)
    {
        public override string ToString() => nameof(Known);
    }
}
