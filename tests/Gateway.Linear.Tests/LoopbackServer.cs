using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Tests;

/// <summary>A real HTTP server on this machine that answers as a test says, and remembers what it was sent.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    public Uri Endpoint => new(new Uri(_app.Urls.Single()), "/graphql");

    public ConcurrentQueue<ReceivedRequest> Received { get; } = [];

    public ReceivedRequest Only => Assert.Single(Received);

    public static Task<LoopbackServer> StartAsync(RequestDelegate answer) => StartAsync(answer, listen => { });

    /// <summary>With a certificate that nobody trusts.</summary>
    public static Task<LoopbackServer> StartUntrustedAsync(RequestDelegate answer) => StartAsync(answer, listen =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        listen.UseHttps(certificate);
    });

    /// <summary>Answers every request with the same status and JSON.</summary>
    public static Task<LoopbackServer> AnsweringAsync(int status, string body) => AnsweringAsync(status, body, "application/json");

    public static Task<LoopbackServer> AnsweringAsync(int status, string body, string contentType) => StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<LoopbackServer> StartAsync(RequestDelegate answer, Action<ListenOptions> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, configure));
        var server = new LoopbackServer(builder.Build());
        server._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            server.Received.Enqueue(new ReceivedRequest(
                context.Connection.Id,
                $"{context.Request.Method} {context.Request.Path}",
                context.Request.Protocol,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
                body));
            await answer(context);
        });
        await server._app.StartAsync();
        return server;
    }
}
