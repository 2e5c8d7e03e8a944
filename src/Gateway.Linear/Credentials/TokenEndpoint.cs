using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Linear.Credentials;

/// <summary>Asks for access tokens by the client credentials grant. One call, one exchange; nothing of it gets into a message.</summary>
/// <param name="http">Made by <see cref="LinearConnection"/>: no redirects, no cookies.</param>
/// <param name="time">Runs the timeout.</param>
internal sealed class TokenEndpoint([FromKeyedServices(LinearConnection.Name)] HttpClient http, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;

    /// <param name="options">Names the endpoint, the application and the scopes.</param>
    /// <param name="secret">The secret of the application.</param>
    public async Task<TokenReply> AskAsync(LinearOptions options, string secret)
    {
        using var deadline = new CancellationTokenSource(options.AttemptTimeout, time);
        try
        {
            return await ExchangeAsync(options, secret, deadline.Token);
        }
        catch (Exception error) when (FaultClassifier.OfException(error) is { } fault)
        {
            return Failing(fault.Kind == UpstreamFaultKind.Timeout ? "does not answer in time" : "cannot be reached", null);
        }
    }

    private async Task<TokenReply> ExchangeAsync(LinearOptions options, string secret, CancellationToken cancel)
    {
        var asked = time.GetTimestamp();
        using var message = new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = options.ClientId,
                ["client_secret"] = secret,
                ["scope"] = options.Scopes,
            }),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "linear-graphql-gateway");
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
        var body = await BoundedBody.ReadAsync(response.Content, MostBytes, cancel) ?? default;
        if (response.IsSuccessStatusCode)
        {
            return TokenReplyReader.ReadToken(body, asked) is { } token
                ? new TokenReply(token, null)
                : Failing("gives no token that can be read", null);
        }

        var retryAfter = RateLimitReading.Of(response.Headers, time.GetUtcNow()).RetryAfter;
        var status = (int)response.StatusCode;
        return status is >= 400 and < 500 and not 408 and not 429
            ? Refused(status, TokenReplyReader.ReadError(body))
            : Failing($"fails (HTTP status {status})", retryAfter);
    }

    private static TokenReply Failing(string how, TimeSpan? retryAfter) => new(null, new UpstreamFault(
        UpstreamFaultKind.TokenUnavailable, $"The gateway cannot get an access token: the token endpoint {how}.")
    { RetryAfter = retryAfter });

    private static TokenReply Refused(int status, string? code) => new(null, new UpstreamFault(
        UpstreamFaultKind.Unauthenticated,
        $"The gateway cannot get an access token: its client credentials are refused ({code ?? $"HTTP status {status}"}); its operator must renew them."));
}
