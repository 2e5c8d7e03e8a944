using System.Globalization;
using System.Text;
using Gateway.Caching.Memo;
using Gateway.GraphQL.Execution;
using Gateway.Sandbox;
using Gateway.Stitching.Access;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Memo;

/// <summary>With a memo an engine answers what it would answer without, only sooner.</summary>
public class MemoPropertyTests
{
    private static readonly string[] Shapes =
    [
        "{{ issue(id: \"{0}\") {{ title team {{ id }} }} }}",
        "{{ issue(id: \"{0}\") {{ title state {{ name }} comments(first: 2) {{ nodes {{ id body }} }} }} }}",
        "{{ issue(id: \"{0}\") {{ id title assignee {{ id }} comments {{ nodes {{ id }} }} }} }}",
        "{{ issues(filter: {{ id: {{ in: [\"{0}\"] }} }}) {{ nodes {{ title assignee {{ name }} }} }} }}",
        "{{ agentSessions(first: 3) {{ nodes {{ id status issue {{ id title }} }} }} }}",
    ];

    [Fact]
    public async Task What_is_served_is_never_other_than_a_walk_would_tell_after_changes_in_any_order()
    {
        await using var gateway = await SandboxGateway.StartAsync(
            new SandboxOptions { Sessions = 20, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue }, new FetchOptions());
        var memo = new ResponseMemo(gateway.Store, 16 << 20, TimeProvider.System);
        var engine = Engine(gateway, memo);
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out int given) ? given : 11;
        var random = new Random(seed);
        string[] issues = [.. gateway.Sandbox.World.Ids("Issue").Take(5)];
        int recalled = 0;

        for (int step = 0; step < 1500; step++)
        {
            string issue = issues[random.Next(issues.Length)];
            if (random.Next(6) == 0)
            {
                await gateway.ChangeAsync(Change(gateway, random, issue, step));
            }

            string document = string.Format(CultureInfo.InvariantCulture, Shapes[random.Next(Shapes.Length)], issue);
            byte[] text = Encoding.UTF8.GetBytes(document);
            string? known = engine.Recall(text, CallerScope.Service, CallerAccess.Unrestricted) is { } hit ? Encoding.UTF8.GetString(hit.Body.Span) : null;
            string walked = await AskAsync(engine, text);
            if (known is not null)
            {
                recalled++;
                Assert.True(known == walked, $"seed {seed}, step {step}: {document}\nkept   {known}\nwalked {walked}");
            }
        }

        Assert.InRange(recalled, 300, 1499);
    }

    [Theory]
    [InlineData("{ issue(id: \"nothing\") { title } }")]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("{ rateLimitStatus { identifier } }")]
    public async Task Errors_introspection_and_what_is_never_kept_are_not_remembered(string document)
    {
        await using var gateway = await SandboxGateway.StartAsync(new SandboxOptions { Sessions = 5 }, new FetchOptions());
        var engine = Engine(gateway, new ResponseMemo(gateway.Store, 16 << 20, TimeProvider.System));
        byte[] text = Encoding.UTF8.GetBytes(document);

        await AskAsync(engine, text);
        await AskAsync(engine, text);

        Assert.Null(engine.Recall(text, CallerScope.Service, CallerAccess.Unrestricted));
    }

    private static SandboxCommand Change(SandboxGateway gateway, Random random, string issue, int step)
    {
        var world = gateway.Sandbox.World;
        return random.Next(4) switch
        {
            0 => SandboxCommand.Of("Comment", "create", null, new { issueId = issue, body = $"comment {step}" }),
            1 => new SandboxCommand("Comment", "remove") { Id = world.Ids("Comment")[random.Next(10)] },
            2 => new SandboxCommand("AgentSession", "prompt") { Id = world.Ids("AgentSession")[0], Body = "Go on." },
            _ => SandboxCommand.Of("Issue", "update", issue, new { title = $"version {step}" }),
        };
    }

    private static GatewayEngine Engine(SandboxGateway gateway, ResponseMemo memo) =>
        new(gateway.Model, gateway.Store, gateway.Upstream, new FetchOptions(), new LimitsOptions(), TimeProvider.System) { Memo = memo };

    private static async Task<string> AskAsync(GatewayEngine engine, byte[] text)
    {
        using var output = new ResponseBuffer();
        await engine.ExecuteAsync(new GatewayRequest(text, null, default, true) { MemoText = text }, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
