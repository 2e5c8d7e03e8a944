using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Tests.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Http;

/// <summary>What an answer that was kept costs in memory beyond what the server itself needs for any request.</summary>
[Collection(nameof(OneAtATime))]
public sealed class AllocationTests
{
    private const int Requests = 4000;

    // Below a single object for each request; what runs beside the requests allocates now and then.
    private const double MostBytes = 16;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("read")]
    [InlineData("User.email")]
    public async Task A_hit_allocates_nothing_beyond_what_the_server_does(string client)
    {
        using var clients = new ClientsOnDisk().With("reports", "read", deny: client.Contains('.', StringComparison.Ordinal) ? client : "");
        string header = client.Length == 0 ? "" : $"Authorization: Bearer {clients["reports"]}\r\n";
        await using var gateway = await GatewayHost.StartAsync(
            new GatewaySetup
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Urls"] = "http://127.0.0.1:0",
                    ["Sandbox:Sessions"] = "20",
                    ["Schema:DriftInterval"] = "0",
                    ["Auth:ClientsFile"] = client.Length == 0 ? "" : clients.Path,
                },
                ConfigureLogging = static logging => logging.SetMinimumLevel(LogLevel.None),
            },
            Cancel);
        string issue = gateway.Sandbox!.World.Ids("Issue")[0];
        byte[] body = Encoding.UTF8.GetBytes($$"""{"query":"{ issue(id: \"{{issue}}\") { id title identifier url } }"}""");
        byte[] answer = await AskAsync(gateway.Address, body, clients["reports"]);
        await using var least = await StartLeastAsync(answer);

        using var ours = new Talker(gateway.Address, body, header);
        using var theirs = new Talker(new Uri(least.Urls.First()), body, header);
        var differences = new List<double>();
        for (int round = 0; round < 7; round++)
        {
            double least0 = await theirs.BytesAsync(Requests);
            differences.Add(await ours.BytesAsync(Requests) - least0);
        }

        differences.Sort();
        Assert.True(differences[3] < MostBytes, string.Join(' ', differences));
    }

    private static async Task<byte[]> AskAsync(Uri address, byte[] body, string key)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        http.DefaultRequestHeaders.Add("x-api-key", key);
        using var response = await http.PostAsync(new Uri(address, "/graphql"), content, Cancel);
        return await response.Content.ReadAsByteArrayAsync(Cancel);
    }

    /// <summary>A server that reads a body and answers with some bytes, and that is all.</summary>
    private static async Task<WebApplication> StartLeastAsync(byte[] answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            PipeReader reader = context.Request.BodyReader;
            var read = await reader.ReadAsync();
            reader.AdvanceTo(read.Buffer.End);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer);
        });
        await app.StartAsync(Cancel);
        return app;
    }

    /// <summary>A client on one connection that always sends the same and allocates nothing by itself.</summary>
    private sealed class Talker : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _request;
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _length;

        public Talker(Uri address, byte[] body, string header)
        {
            string head = $"POST /graphql HTTP/1.1\r\nHost: a\r\n{header}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
            _request = [.. Encoding.ASCII.GetBytes(head), .. body];
            _socket.Connect(new IPEndPoint(IPAddress.Loopback, address.Port));
        }

        /// <summary>How many bytes the whole process allocates for each request.</summary>
        public async Task<double> BytesAsync(int requests)
        {
            await Task.Run(() => Send(requests), Cancel);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await Task.Run(() => Send(requests), Cancel);
            return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)requests;
        }

        public void Dispose() => _socket.Dispose();

        private void Send(int requests)
        {
            for (int i = 0; i < requests; i++)
            {
                _socket.Send(_request);
                int received = 0;
                do
                {
                    received += _socket.Receive(_buffer, received, _buffer.Length - received, SocketFlags.None);
                    _length = _length == 0 ? LengthOf(_buffer.AsSpan(0, received)) : _length;
                }
                while (received < _length || _length == 0);
            }
        }

        // The whole of an answer; all are alike. 0 while the head has not come.
        private static int LengthOf(ReadOnlySpan<byte> received)
        {
            int end = received.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return 0;
            }

            string head = Encoding.ASCII.GetString(received[..end]);
            int at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase) + "Content-Length: ".Length;
            return end + 4 + int.Parse(head.AsSpan(at, head.IndexOf('\r', at) is var stop and > 0 ? stop - at : head.Length - at), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
