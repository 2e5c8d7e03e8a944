using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Live;

/// <summary>A client behind which nobody is any more.</summary>
public sealed class SilentClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_answers_no_ping_is_cut_off_and_gives_its_place_back()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Subscriptions:PingInterval", "00:00:01"), ("Subscriptions:MaxConnections", "1"));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Host.Address.Port, Cancel);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /graphql HTTP/1.1\r\nHost: {gateway.Host.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"),
            Cancel);
        byte[] init = """{"type":"connection_init"}"""u8.ToArray();
        await socket.SendAsync((byte[])[0x81, (byte)(0x80 | init.Length), 0, 0, 0, 0, .. init], Cancel);

        var heard = new List<byte>();
        byte[] buffer = new byte[1024];
        long begun = TimeProvider.System.GetTimestamp();
        int count;
        do
        {
            count = await ReceiveAsync(socket, buffer).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
            heard.AddRange(buffer.AsSpan(0, count));
        }
        while (count > 0);

        string text = Encoding.ASCII.GetString([.. heard]);
        Assert.Contains("connection_ack", text, StringComparison.Ordinal);
        Assert.Contains((byte)0x89, heard);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 9, 30);
        using var next = await SocketClient.InitAsync(gateway);
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, Cancel);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
