using System.Collections.Concurrent;
using Baseline;

// The least that a server on this platform can do: it answers each body by the bytes that it was answered with once, out of a dictionary.
//   Baseline --urls http://127.0.0.1:5001 --behind http://127.0.0.1:5000/graphql
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();
var answers = new ConcurrentDictionary<byte[], byte[]>(new BodyComparer());
var known = answers.GetAlternateLookup<ReadOnlySpan<byte>>();
using var http = new HttpClient();
var behind = new Uri(app.Configuration["behind"] ?? throw new InvalidOperationException("Say what is --behind."));

app.Run(async context =>
{
    var reader = context.Request.BodyReader;
    var read = await reader.ReadAsync();
    while (!read.IsCompleted)
    {
        reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        read = await reader.ReadAsync();
    }

    if (!known.TryGetValue(read.Buffer.FirstSpan, out byte[]? answer))
    {
        answer = await Learner.AskAsync(http, behind, read.Buffer);
        answers[System.Buffers.BuffersExtensions.ToArray(read.Buffer)] = answer;
    }

    reader.AdvanceTo(read.Buffer.End);
    context.Response.ContentType = "application/json; charset=utf-8";
    context.Response.ContentLength = answer.Length;
    await context.Response.BodyWriter.WriteAsync(answer);
});
await app.RunAsync();
