using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Gateway.Conformance.Tests;

/// <summary>A process that speaks the line protocol.</summary>
public sealed class Driver : IDisposable
{
    private Process _process = Start();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>Sends a line as it is and returns the answer to it.</summary>
    public async Task<string> AskAsync(byte[] line)
    {
        var input = _process.StandardInput.BaseStream;
        var sent = Task.Run(async () =>
        {
            await input.WriteAsync(line);
            await input.WriteAsync("\n"u8.ToArray());
            await input.FlushAsync();
        });
        try
        {
            string? answer = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await sent;
            return answer ?? throw new InvalidOperationException("The driver has ended.");
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException or IOException)
        {
            // The other tests shall not suffer for it.
            Dispose();
            _process = Start();
            throw;
        }
    }

    private static Process Start()
    {
        var process = Programs.StartGateway("conformance");
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    public Task<string> AskAsync(string line) => AskAsync(Encoding.UTF8.GetBytes(line));

    /// <summary>Sends a request and returns the answer as JSON.</summary>
    public async Task<JsonElement> AskAsync(object request)
    {
        string answer = await AskAsync(JsonSerializer.SerializeToUtf8Bytes(request));
        using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 300_000 });
        return json.RootElement.Clone();
    }
}
