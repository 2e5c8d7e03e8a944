using System.Globalization;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Linear;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Callers;

/// <summary>Three callers, one set of ids, and an upstream that tells each of them something else: whatever happens in which order, nobody is told what another was.</summary>
public sealed class CallerScopePropertyTests
{
    private const int Steps = 120;

    private static readonly string[] Credentials = ["lin_api_a", "lin_api_bb", "lin_api_ccc"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Nobody_is_ever_told_what_another_was(int seed)
    {
        var random = new Random(seed);
        using var bench = new CallerBench();
        var asking = new List<(string Credential, string Query, Task<string> Answer)>();
        Array.ForEach(Credentials, credential => bench.World(credential).Pages["agentSessions"] = [LoaderBench.Id(1), LoaderBench.Id(2), LoaderBench.Id(3)]);

        for (int step = 0; step < Steps; step++)
        {
            await ChangeAsync(bench, random);
            for (int many = random.Next(4); many > 0; many--)
            {
                string credential = Credentials[random.Next(Credentials.Length)];
                string query = Query(random);
                asking.Add((credential, query, bench.AskAsync(credential, query)));
            }

            // What was just asked is sometimes on its way already and sometimes not.
            if (random.Next(3) > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3)), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }

        bench.Upstream.Release();
        string[] answers = await Task.WhenAll(asking.Select(asked => asked.Answer));
        await CallerBench.UntilAsync(() => bench.Engine.Lanes == 0);

        int told = 0;
        foreach (var ((credential, query, _), answer) in asking.Zip(answers))
        {
            var others = Credentials.Where(other => other != credential && answer.Contains(other, StringComparison.Ordinal));
            Assert.True(!others.Any(), $"{credential} asked {query} and was told {answer}");
            told += answer.Contains($"@{credential}", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(told > asking.Count / 3, $"Only {told} of {asking.Count} were told anything.");
        Assert.All(bench.Asked, request => Assert.Equal(CallerBench.ScopeOf(request.Authorization!).Scope.Name, request.Account));
    }

    private static async Task ChangeAsync(CallerBench bench, Random random)
    {
        string credential = Credentials[random.Next(Credentials.Length)];
        switch (random.Next(12))
        {
            case 0:
                bench.Upstream.Hold();
                break;
            case 1:
            case 2:
                bench.Upstream.Release();
                break;
            case 3:
                bench.Time.Advance(TimeSpan.FromSeconds(random.Next(400)));
                break;
            case 4:
            case 5:
                await bench.Store.InvalidateAsync(
                    Invalidation.Of(new EntityKey(random.Next(2) == 0 ? "AgentSession" : "Issue", LoaderBench.Id(random.Next(1, 4)))),
                    TestContext.Current.CancellationToken);
                break;
            case 6:
                bench.World(credential).Version = $"@{credential}.{random.Next(100).ToString(CultureInfo.InvariantCulture)}";
                break;
            case 7:
                bench.Fault = new UpstreamFault(UpstreamFaultKind.ServerError, "Out of order.");
                break;
            case 8:
                bench.Refused[credential] = true;
                break;
            case 9:
                bench.Refused.Clear();
                bench.Fault = null;
                break;
            default:
                bench.Fault = null;
                break;
        }
    }

    private static string Query(Random random)
    {
        string id = LoaderBench.Id(random.Next(1, 4));
        return random.Next(7) switch
        {
            0 => "{ viewer { id name } }",
            1 => "{ user(id: \"me\") { id name email } }",
            2 => "{ agentSessions(first: 3) { nodes { id summary issue { id title } appUser { name } } } }",
            3 => $"{{ agentSession(id: \"{id}\") {{ summary status issue {{ title }} }} }}",
            4 => $"{{ issue(id: \"{id}\") {{ title assignee {{ name }} team {{ name }} }} }}",
            5 => $"mutation {{ agentSessionUpdate(id: \"{id}\", input: {{ externalLink: \"https://x\" }}) {{ agentSession {{ id summary }} }} }}",
            _ => $"{{ a: issue(id: \"{id}\") {{ description }} b: agentSession(id: \"{id}\") {{ creator {{ name }} }} }}",
        };
    }
}
