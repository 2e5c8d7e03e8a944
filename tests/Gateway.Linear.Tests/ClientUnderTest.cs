using System.Text;
using Microsoft.Extensions.Options;

namespace Gateway.Linear.Tests;

/// <summary>A client over real connections, with the log it wrote.</summary>
internal sealed class ClientUnderTest : IDisposable
{
    public const string ApiKey = "lin_api_SECRETSECRETSECRET";

    private readonly HttpClient _http;

    public ClientUnderTest(LinearOptions options, TimeProvider time)
    {
        _http = LinearConnection.Open(options);
        Client = new LinearClient(_http, Options.Create(options), time, Log);
    }

    public LinearClient Client { get; }

    public RecordingLogger Log { get; } = new();

    public static ClientUnderTest For(Uri endpoint) => new(new LinearOptions { Endpoint = endpoint, ApiKey = ApiKey }, TimeProvider.System);

    public static ClientUnderTest For(LoopbackServer server) => For(server.Endpoint);

    public Task<UpstreamReply> SendAsync() => SendAsync("""{"query":"{ viewer { id } }"}""");

    public Task<UpstreamReply> SendAsync(string body) =>
        Client.SendAsync(new UpstreamRequest(Encoding.UTF8.GetBytes(body)), TestContext.Current.CancellationToken);

    public void Dispose() => _http.Dispose();
}
