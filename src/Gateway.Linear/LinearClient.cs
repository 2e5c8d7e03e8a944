using System.Net;
using System.Net.Http.Headers;
using Gateway.Linear.Credentials;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Linear;

/// <summary>Sends GraphQL requests to Linear over HTTP. One request, one exchange: repeating is for whoever knows what may be repeated.</summary>
/// <remarks>Safe for concurrent use. Neither the credential nor a body gets into a log, an exception or a message.</remarks>
public sealed class LinearClient : IUpstream
{
    private const int NoTrouble = -1;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger<LinearClient> _logger;
    private readonly Uri _endpoint;
    private readonly string? _authorization;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _attemptTimeout;
    private readonly int _maxResponseBytes;
    private int _trouble = NoTrouble;

    /// <param name="http">Made by <see cref="LinearConnection"/>; stays the caller's, who disposes it.</param>
    /// <param name="options">
    /// Read once, now. A key or a token in it goes with requests that carry no credential of their own; files and grants are not for this class.
    /// </param>
    /// <param name="time">Runs the timeout.</param>
    /// <param name="logger">Hears of changes between failing and answering.</param>
    public LinearClient(
        [FromKeyedServices(LinearConnection.Name)] HttpClient http,
        IOptions<LinearOptions> options,
        TimeProvider time,
        ILogger<LinearClient> logger)
    {
        (_http, _time, _logger) = (http, time, logger);
        var settings = options.Value;
        _endpoint = new UriBuilder(settings.Endpoint) { UserName = "", Password = "" }.Uri;
        _authorization = CredentialText.OfKey(settings.ApiKey) ?? CredentialText.OfToken(settings.AccessToken);
        _timeout = settings.Timeout;
        _attemptTimeout = settings.AttemptTimeout < _timeout ? settings.AttemptTimeout : _timeout;
        _maxResponseBytes = settings.MaxResponseBytes;
    }

    /// <inheritdoc/>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var started = _time.GetTimestamp();

        // A mutation has this one attempt, and whether it took effect is not known when it is cut: so it has all the time there is.
        using var deadline = new CancellationTokenSource(request.IsMutation ? _timeout : _attemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);

        UpstreamReply reply;
        try
        {
            reply = await ExchangeAsync(request, either.Token);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception error) when (FaultClassifier.OfException(error) is { } fault)
        {
            reply = UpstreamReply.Failed(fault);
        }

        Observe(request, reply, started);
        return reply;
    }

    private async Task<UpstreamReply> ExchangeAsync(UpstreamRequest request, CancellationToken cancel)
    {
        using var message = Compose(request);
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);

        // Perhaps on a thread that has sockets to wait for; what follows may take long.
        await Task.Yield();
        var rateLimit = RateLimitReading.Of(response.Headers, _time.GetUtcNow());
        var judgement = response.IsSuccessStatusCode ? null : FaultClassifier.OfStatus(response.StatusCode, rateLimit.RetryAfter, request.IsCallers);
        if (judgement?.Kind == UpstreamFaultKind.Redirected)
        {
            return new UpstreamReply { Fault = judgement, RateLimit = rateLimit };
        }

        if (EncodingProblem(response.Content.Headers) is { } problem)
        {
            judgement ??= new UpstreamFault(UpstreamFaultKind.Malformed, problem);
            return new UpstreamReply { Fault = judgement, RateLimit = rateLimit };
        }

        if (await BoundedBody.ReadAsync(response.Content, _maxResponseBytes, cancel) is not { } body)
        {
            judgement ??= new UpstreamFault(UpstreamFaultKind.TooLarge, "Linear's answer is larger than the gateway reads.");
            return new UpstreamReply { Fault = judgement, RateLimit = rateLimit };
        }

        await Task.Yield();

        // The status lies: errors come with 200 and the rate limit with 400. So a GraphQL answer counts first, and the status only without one.
        var reply = UpstreamReplyReader.Read(body, rateLimit);
        if (reply.Fault is not null)
        {
            return judgement is null ? reply : new UpstreamReply { Fault = judgement, RateLimit = rateLimit };
        }

        return FaultClassifier.TypeOfStatus(response.StatusCode) is { } type ? WithType(reply, type) : reply;
    }

    private HttpRequestMessage Compose(UpstreamRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, _endpoint)
        {
            Content = new ReadOnlyMemoryContent(request.Body) { Headers = { ContentType = Json } },
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "linear-graphql-gateway");
        if ((request.Authorization ?? request.OwnAuthorization ?? _authorization) is { } authorization)
        {
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return message;
    }

    private static string? EncodingProblem(HttpContentHeaders headers)
    {
        // The handler takes the header away where it has decompressed the body.
        if (headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return "Linear's answer is compressed in a way that the gateway does not know.";
        }

        return headers.ContentType?.CharSet?.Trim('"').ToUpperInvariant() is null or "UTF-8" or "UTF8" or "US-ASCII"
            ? null
            : "Linear's answer is not in UTF-8.";
    }

    private static UpstreamReply WithType(UpstreamReply reply, string type) => new()
    {
        Data = reply.Data,
        Errors = [.. reply.Errors.Select(error => error.Type is null ? error with { Type = type } : error)],
        RateLimit = reply.RateLimit,
    };

    private void Observe(UpstreamRequest request, UpstreamReply reply, long started)
    {
        var fault = reply.Fault ?? reply.RefusalInGraphQL(request.IsCallers);
        if (fault is not null)
        {
            _logger.RequestFailed(fault.Kind, _time.GetElapsedTime(started).TotalMilliseconds, fault.Message);
        }

        // What is wrong with a caller's credential says nothing about us: neither that we are in trouble nor that we are out of it.
        if (request.IsCallers
            && fault?.Kind is UpstreamFaultKind.Unauthenticated or UpstreamFaultKind.Forbidden or UpstreamFaultKind.RateLimited)
        {
            return;
        }

        var trouble = fault is null ? NoTrouble : (int)fault.Kind;
        if (Interlocked.Exchange(ref _trouble, trouble) == trouble)
        {
            return;
        }

        if (fault is null)
        {
            _logger.TroubleEnded();
        }
        else
        {
            _logger.TroubleBegan(fault.Kind, fault.Message);
        }
    }
}
