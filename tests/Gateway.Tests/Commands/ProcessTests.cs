using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Commands;

/// <summary>The program as an operator sees it: exit codes, standard output and standard error.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Refuses_bad_options_with_1_and_one_message_without_a_stack_trace()
    {
        var run = await RunAsync(
            ["--redis", "redis://:hidden@localhost:x", "--upsteam", "x"],
            ("Fetch__MaxInFlight", "100"), ("LINEAR_API_KEY", "lin_api_hidden"), ("LINEAR_ACCESS_TOKEN", "lin_oauth_hidden"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(
            "The gateway cannot start:\n  - --upsteam is no option. Did you mean --upstream? See --help.\n  - ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Fetch:MaxInFlight must be between 1 and 64", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_a_sentence_that_the_port_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await RunAsync(["--urls", $"http://127.0.0.1:{port}"]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(2, run.Error.TrimEnd().Split('\n').Length);
        Assert.Contains($"127.0.0.1:{port}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:{0}")]
    [InlineData("--Sandbox:Port", "{0}")]
    public async Task Says_so_without_a_stack_trace_whatever_the_console_is_told_to_log(string option, string value)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        string port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        string[] args = option == "--urls" ? [] : ["--urls", "http://127.0.0.1:0"];

        var run = await RunAsync(
            [.. args, option, value.Replace("{0}", port, StringComparison.Ordinal)], ("Logging__Console__LogLevel__Default", "Information"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains($"  - Failed to bind to address http://127.0.0.1:{port}: address already in use.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "type Query { a: Int }", "type Query { a: Int b: Int }", "0 differences")]
    [InlineData(0, "type Query { a: T } type T { a: Int }", "type Query { a: T } type T { a: Int b: Int }", "NotOffered T.b: ")]
    [InlineData(
        1,
        "type Query { a: T b: Int } type T { a: Int }",
        "type Query { a: T } type T { a: Int b: Int }",
        "2 differences, of which 1 are in the way of queries and 1 are published but not offered.")]
    [InlineData(1, "type Query { a: Int b: Int }", "type Query { a: Int }", "FieldMissing Query.b")]
    [InlineData(
        0,
        "directive @newer on FIELD_DEFINITION | ENUM type Query { a: Int b: E @newer c: Int @newer } enum E @newer { F }",
        "type Query { a: Int c: Int! }",
        "3 differences, of which 0 are in the way of queries")]
    [InlineData(2, "type Query { a: Int }", "type Query {", "")]
    [InlineData(2, "type Query { a: Nothing }", "type Query { a: Int }", "")]
    public async Task Checks_the_schema_and_tells_by_exit_code(int exitCode, string slice, string published, string line)
    {
        string folder = Directory.CreateTempSubdirectory("gateway-check-").FullName;
        string[] files = [Path.Combine(folder, "slice"), Path.Combine(folder, "published"), Path.Combine(folder, "extensions")];
        await File.WriteAllTextAsync(files[0], slice, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files[1], published, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files[2], "scalar Unused", TestContext.Current.CancellationToken);

        var run = await RunAsync(["schema", "check", "--against", files[1], "--Schema:Slice", files[0], "--Schema:Extensions", files[2]]);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(line, run.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode == 2, run.Error.Length > 0);
    }

    [Fact]
    public async Task Prints_a_schema_that_is_the_same_when_read_again()
    {
        var run = await RunAsync(["schema", "print"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\ntype AgentSession implements Node", run.Output, StringComparison.Ordinal);
        Assert.True(Gateway.GraphQL.Language.Parser.Parse(run.Output, Gateway.GraphQL.Language.ParserLimits.Schema).Ok);
    }

    [Theory]
    [InlineData("cache inspect Issue 1", "Name the Redis of the deployment", "LINEAR_API_KEY", "hidden")]
    [InlineData("cache purge Issue", "Redis:Address: the port of the address", "REDIS_URL", "redis://:hidden@a:b")]
    [InlineData("cache purge Issue", "Redis:Address: the address names a user", "Redis__Address", "redis://hidden:hidden@a")]
    [InlineData("cache purge Isue --redis a", "Did you mean Issue?", "REDIS_URL", "hidden")]
    public async Task Refuses_a_command_of_the_cache_that_is_unusable(string args, string fault, string name, string value)
    {
        var run = await RunAsync(args.Split(' '), (name, value));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("The cache cannot be asked:\n  - ", run.Error, StringComparison.Ordinal);
        Assert.Contains(fault, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.TrimEnd().Split('\n').Length);
        Assert.DoesNotContain("hidden", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serves_until_it_is_told_to_stop_and_prints_a_query_that_works()
    {
        using var process = Start(["--urls", "http://127.0.0.1:0", "--Sandbox:Sessions", "20"], ("LINEAR_WEBHOOK_SECRET", "lin_wh_hidden"));
        string printed = "";
        while (!printed.Contains("curl", StringComparison.Ordinal)
            && await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            printed += line + "\n";
        }

        string command = printed.Split('\n').Last(line => line.Contains("curl", StringComparison.Ordinal)).Trim();
        string[] parts = command.Split('\'');
        using var http = new HttpClient();
        using var content = new StringContent(parts[3], System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(command.Split(' ')[2], content, TestContext.Current.CancellationToken);
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("""{"data":{"agentSession":{"status":""", body, StringComparison.Ordinal);
        Assert.DoesNotContain("errors", body, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("is stopping", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error + printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_it_answers_what_is_under_way_takes_nothing_more_and_ends_with_0()
    {
        using var process = Start(["--urls", "http://127.0.0.1:0", "--Sandbox:Sessions", "20", "--Sandbox:Latency", "00:00:02"]);
        string command = "";
        while (!command.Contains("curl", StringComparison.Ordinal))
        {
            command = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("It ended.");
        }

        var address = new Uri(command.Trim().Split(' ')[2]);
        using var http = new HttpClient();
        using var content = new StringContent(command.Split('\'')[3], System.Text.Encoding.UTF8, "application/json");
        var asking = http.PostAsync(address, content, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, TestContext.Current.CancellationToken);
        bool wasAnswered = asking.IsCompleted;
        using var other = new HttpClient();
        var late = await Record.ExceptionAsync(async () =>
        {
            using var ready = await other.GetAsync(new Uri(address, "/health/ready"), TestContext.Current.CancellationToken);
            ready.EnsureSuccessStatusCode();
        });
        using var answer = await asking;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.False(wasAnswered);
        Assert.IsType<HttpRequestException>(late);
        Assert.StartsWith("{\"data\":{\"agentSession\":{", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Asks_itself_for_its_health_by_its_environment_and_past_any_proxy()
    {
        await using var gateway = await TestGateway.StartAsync();

        var run = await RunAsync(["healthcheck"], ("ASPNETCORE_HTTP_PORTS", $"{gateway.Host.Address.Port}"), ("http_proxy", "http://127.0.0.1:9"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("""{"status":"ready",""", run.Output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args, params (string Name, string Value)[] environment)
    {
        using var process = Start(args, environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string text = await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, text, error);
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("LINEAR_", StringComparison.Ordinal) || name.StartsWith("REDIS_", StringComparison.OrdinalIgnoreCase);

    private static Process Start(string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(GatewayHost).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (string name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
