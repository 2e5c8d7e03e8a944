using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Commands;

namespace Gateway.Tests.Commands;

public sealed class HealthcheckCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_that_is_ready_is_healthy_and_its_answer_is_told()
    {
        await using var gateway = await TestGateway.StartAsync();

        var (exitCode, output, error) = await RunAsync("healthcheck", "--urls", gateway.Host.Address.ToString());

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("""{"status":"ready",""", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_listens_at_every_interface_is_asked_by_loopback_whatever_options_it_lacks()
    {
        await using var gateway = await TestGateway.StartAsync();
        string port = gateway.Host.Address.Port.ToString(CultureInfo.InvariantCulture);

        var (exitCode, _, error) = await RunAsync("healthcheck", "--urls", $"http://*:{port}");

        Assert.Equal((0, ""), (exitCode, error));
    }

    [Fact]
    public async Task An_address_that_is_named_is_asked_as_it_is()
    {
        await using var gateway = await TestGateway.StartAsync();

        var live = await RunAsync("healthcheck", "--url", new Uri(gateway.Host.Address, "/health/live").ToString());
        var nothing = await RunAsync("healthcheck", "--url", new Uri(gateway.Host.Address, "/nothing").ToString());

        Assert.Equal((0, "{\"status\":\"live\"}"), (live.ExitCode, live.Output.TrimEnd()));
        Assert.Equal((1, ""), (nothing.ExitCode, nothing.Output));
        Assert.Contains("It answers with status 404: ", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_ready_is_not_healthy_and_why_is_told()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var answered = AnswerAsync(server, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 21\r\n\r\n{\"status\":\"starting\"}");

        var (exitCode, output, error) = await RunAsync("healthcheck", "--urls", $"http://{server.LocalEndpoint}");
        string request = await answered;

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("It answers with status 503: {\"status\":\"starting\"}", error, StringComparison.Ordinal);
        Assert.StartsWith("GET /health/ready HTTP/1.1\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_answer_is_given_up_on_before_an_engine_would_end_the_check()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        long begin = Stopwatch.GetTimestamp();

        var (exitCode, _, error) = await RunAsync("healthcheck", "--urls", $"http://{server.LocalEndpoint}");

        Assert.Equal(1, exitCode);
        Assert.Contains("It does not answer within 3 seconds.", error, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(begin), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(4.9));
    }

    [Fact]
    public async Task Who_is_not_there_is_not_healthy()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        string address = $"http://{server.LocalEndpoint}";
        server.Stop();

        var (exitCode, _, error) = await RunAsync("healthcheck", "--urls", address);

        Assert.Equal(1, exitCode);
        Assert.Contains("It cannot be asked (ConnectionError).", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("healthcheck --url :hidden@x", "--url must be an address, such as http://127.0.0.1:8080/health/ready.")]
    [InlineData("healthcheck --url ftp://hidden", "--url must be an address, such as http://127.0.0.1:8080/health/ready.")]
    [InlineData("healthcheck --urls hidden", "Urls holds no address that can be asked.")]
    [InlineData("healthcheck --url http://a --url http://b", "--url is given twice.")]
    [InlineData("healthcheck hidden", "Argument 2 is neither a command nor the value of an option. See --help.")]
    [InlineData("serve --url http://hidden", "--url belongs to healthcheck and admin. Where to listen is --urls.")]
    public async Task What_it_cannot_use_is_told_and_not_quoted(string args, string fault)
    {
        var (exitCode, output, error) = await RunAsync(args.Split(' '));

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(fault, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await HealthcheckCommand.RunAsync(CommandLine.Parse(args), output, error, Cancel);
        return (exitCode, output.ToString(), error.ToString());
    }

    private static async Task<string> AnswerAsync(TcpListener server, string answer)
    {
        using var client = await server.AcceptTcpClientAsync(Cancel);
        var stream = client.GetStream();
        byte[] buffer = new byte[4096];
        int length = await stream.ReadAsync(buffer, Cancel);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Cancel);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
