using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Telemetry;

/// <summary>Takes OTLP over HTTP, and keeps what came.</summary>
internal sealed class CollectorStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _bodies = new();

    private CollectorStandIn(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>All spans that came.</summary>
    public ConcurrentQueue<CollectedSpan> Spans { get; } = new();

    /// <summary>Names of all metrics that came, and the traces that measurements of histograms point to.</summary>
    public ConcurrentDictionary<string, ConcurrentBag<string>> Metrics { get; } = new();

    /// <summary>All log records that came.</summary>
    public ConcurrentQueue<CollectedLog> Logs { get; } = new();

    /// <summary>Whether a text was anywhere in what came.</summary>
    public bool Heard(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return _bodies.Any(body => body.AsSpan().IndexOf(bytes) >= 0);
    }

    public static async Task<CollectorStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new CollectorStandIn(app);
        app.MapPost("/v1/traces", context => collector.TakeAsync(context, collector.ReadTraces));
        app.MapPost("/v1/metrics", context => collector.TakeAsync(context, collector.ReadMetrics));
        app.MapPost("/v1/logs", context => collector.TakeAsync(context, collector.ReadLogs));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Action<byte[]> read)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, TestContext.Current.CancellationToken);
        _bodies.Enqueue(body.ToArray());
        read(body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }

    // https://github.com/open-telemetry/opentelemetry-proto: resource_spans = 1, scope_spans = 2, spans = 2.
    private void ReadTraces(byte[] body)
    {
        foreach (var span in ProtobufReader.Messages(body, 1, 2, 2))
        {
            Spans.Enqueue(new CollectedSpan(
                ProtobufReader.Text(span, 5),
                Convert.ToHexString(ProtobufReader.Bytes(span, 1)),
                Convert.ToHexString(ProtobufReader.Bytes(span, 2)),
                Convert.ToHexString(ProtobufReader.Bytes(span, 4)),
                ProtobufReader.Messages(span, 9).ToDictionary(
                    attribute => ProtobufReader.Text(attribute, 1), attribute => ProtobufReader.Text(ProtobufReader.Bytes(attribute, 2), 1))));
        }
    }

    // histogram = 9, data_points = 1, exemplars = 8.
    private void ReadMetrics(byte[] body)
    {
        foreach (var metric in ProtobufReader.Messages(body, 1, 2, 2))
        {
            var traces = Metrics.GetOrAdd(ProtobufReader.Text(metric, 1), static _ => []);
            foreach (var exemplar in ProtobufReader.Messages(metric, 9, 1, 8))
            {
                traces.Add(Convert.ToHexString(ProtobufReader.Bytes(exemplar, 5)));
            }
        }
    }

    // resource_logs = 1, scope_logs = 2, log_records = 2.
    private void ReadLogs(byte[] body)
    {
        foreach (var log in ProtobufReader.Messages(body, 1, 2, 2))
        {
            Logs.Enqueue(new CollectedLog(
                ProtobufReader.Text(log, 3), ProtobufReader.Text(ProtobufReader.Bytes(log, 5), 1), Convert.ToHexString(ProtobufReader.Bytes(log, 9))));
        }
    }
}
