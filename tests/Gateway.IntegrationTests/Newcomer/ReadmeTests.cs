using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gateway.IntegrationTests.House;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Newcomer;

/// <summary>Types what the README tells a newcomer to type.</summary>
[Collection(nameof(OneAtATime))]
public sealed class ReadmeTests : IAsyncLifetime
{
    private const string Program = "dotnet run --project src/Gateway";

    private readonly string _readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
    private readonly string _address = $"127.0.0.1:{FreePort()}";
    private readonly Terminal _terminal = new();
    private readonly RedisFixture _fixture = new();
    private SandboxServer _linear = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var redis = await _fixture.StartAsync();
        _linear = await SandboxServer.StartAsync(new SandboxOptions { Sessions = 5 }, TestSchema.Slice, TimeProvider.System, Cancel);
        string sandbox = FreePort();
        _terminal.Set("ASPNETCORE_URLS", $"http://{_address}");
        _terminal.Substitute("localhost:5000", _address);
        _terminal.Substitute("localhost:5001", $"127.0.0.1:{FreePort()}");
        _terminal.Substitute("localhost:6379", redis.Address);
        _terminal.Substitute("Port 4000", $"Port {sandbox}");
        _terminal.Substitute("127.0.0.1:4000", $"127.0.0.1:{sandbox}");
        _terminal.Substitute("lin_api_…", "lin_api_x");
        _terminal.Substitute("SECRET=…", "SECRET=lin_wh_x");
    }

    public async ValueTask DisposeAsync()
    {
        await _terminal.DisposeAsync();
        await _linear.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Every_command_does_what_the_text_says()
    {
        var commands = ReadmeCommands.Of(_readme);
        string first = commands.First(command => command.StartsWith("curl", StringComparison.Ordinal));
        foreach (string command in commands)
        {
            await TypeAsync(command, first);
        }

        Assert.InRange(commands.Count, 20, 60);
    }

    private async Task TypeAsync(string command, string first)
    {
        // This very run, what needs an engine for containers or a cluster (the image and the chart have tests of their own), and what is rendered there.
        if (command == "./tests/run" || command.StartsWith("docker ", StringComparison.Ordinal) || command.StartsWith("helm ", StringComparison.Ordinal))
        {
            return;
        }

        bool isOfLinear = command.Contains("lin_api_", StringComparison.Ordinal) || command.Contains("schema pull", StringComparison.Ordinal);
        string typed = isOfLinear ? $"export LINEAR_API_KEY=any Linear__Endpoint={_linear.Endpoint}; {command}" : command;
        if (command.StartsWith("SANDBOX=", StringComparison.Ordinal))
        {
            return;
        }

        if (IsServer(command))
        {
            await ServeAsync(command, typed);
            return;
        }

        if (command.Contains("schema check", StringComparison.Ordinal))
        {
            await DoneAsync("cp schema/linear.graphql published.graphql");
        }
        else if (command.Contains("cache inspect", StringComparison.Ordinal))
        {
            await DoneAsync(first);
        }

        var (output, error) = await DoneAsync(typed);
        if (command == first)
        {
            Assert.Equal(ReadmeCommands.FirstAnswer(_readme), output.Trim());
        }
        else if (command.Contains("key create", StringComparison.Ordinal))
        {
            _terminal.Set("KEY", error.Trim().Split(' ')[^1]);
        }
        else if (command.StartsWith("curl", StringComparison.Ordinal))
        {
            Assert.StartsWith("{", output, StringComparison.Ordinal);
            Assert.DoesNotContain("\"errors\"", output, StringComparison.Ordinal);
        }
    }

    private async Task ServeAsync(string command, string typed)
    {
        bool isSecond = command.Contains("localhost:5001", StringComparison.Ordinal);
        string printed = await _terminal.ServeAsync(isSecond ? "second" : "first", typed, Cancel);
        if (printed.Split('\n').FirstOrDefault(line => line.Contains("  Sandbox ", StringComparison.Ordinal)) is { } line)
        {
            _terminal.Set("SANDBOX", line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].TrimEnd('/'));
        }

        using var http = new HttpClient();
        using var ready = await http.GetAsync(new Uri($"http://{_address}/health/ready"), Cancel);
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        string page = await http.GetStringAsync(new Uri($"http://{_address}/graphql"), Cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("<script", page, StringComparison.Ordinal);
    }

    private async Task<(string Output, string Error)> DoneAsync(string command)
    {
        var (exitCode, output, error) = await _terminal.RunAsync(command, Cancel);
        Assert.True(exitCode == 0, $"{command}\n{output}{error}");
        return (output, error);
    }

    private static bool IsServer(string command)
    {
        int at = command.IndexOf(Program, StringComparison.Ordinal);
        string rest = at < 0 ? "" : command[(at + Program.Length)..].Trim();
        return at >= 0 && (rest.Length == 0 || rest.StartsWith("-- --", StringComparison.Ordinal));
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
