using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>How wide batches are once the upstream has told what it charges.</summary>
public class LearnedPriceTests
{
    private const string Session = "activities(first: 50) { nodes { ephemeral } }";

    private static readonly GatewayModel Model = TestSchema.Model();

    private readonly BatchPacker _packer = new(
        Model, new FetchOptions { MaxComplexity = 1_000, RequestComplexity = 10_000, WideningComplexity = 0 }, TimeProvider.System);

    // By the formula a session costs 62.5 points.
    [Theory]
    [InlineData(1, 16)]
    [InlineData(3, 5)]
    [InlineData(1 / 3.0, 47)]
    public void Batches_are_as_wide_as_the_price_allows(double price, int width)
    {
        for (int i = 0; i < 100; i++)
        {
            LearnFrom(Pack(Session), price);
        }

        Assert.InRange(Pack(Session).Needs.Count(), width - 1, width + 1);
    }

    [Fact]
    public void Other_root_fields_are_packed_as_before()
    {
        const string issues = "comments(first: 50) { nodes { body } }";
        int before = Pack("Issue", issues).Needs.Count();

        for (int i = 0; i < 100; i++)
        {
            LearnFrom(Pack(Session), 3);
        }

        Assert.Equal(before, Pack("Issue", issues).Needs.Count());
    }

    [Fact]
    public void However_cheap_it_is_no_more_is_asked_for_than_the_upstream_takes_by_the_formula()
    {
        const string dear = "activities(first: 250) { nodes { ephemeral user { name } } }";
        for (int i = 0; i < 200; i++)
        {
            LearnFrom(Pack(dear), 0.1);
        }

        double formula = Pack(dear).Parts.Sum(part => part.Points);

        Assert.InRange(formula, 8_000, 9_000);
    }

    [Fact]
    public void A_charge_beyond_what_the_upstream_takes_in_one_request_is_not_learned()
    {
        int before = Pack(Session).Needs.Count();

        _packer.Learn(Pack(Session), new UpstreamReply { Data = "{}"u8.ToArray(), RateLimit = new RateLimitReading { Complexity = 10_001 } });

        Assert.Equal(before, Pack(Session).Needs.Count());
    }

    // By the formula, which is how the upstream judges it, a page of 250 ids costs 275 points.
    [Fact]
    public async Task However_dear_it_has_become_what_the_formula_allows_is_sent()
    {
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions { MaxComplexity = 100, RequestComplexity = 400, WideningComplexity = 0 }, request =>
        {
            var made = bench.Invent(request);
            return new UpstreamReply { Data = made.Data, Errors = made.Errors, RateLimit = new RateLimitReading { Complexity = 390 } };
        });
        for (int i = 0; i < 5; i++)
        {
            await bench.LoadAsync(Activities(i, 10));
        }

        var harvests = await bench.LoadAsync(Activities(9, 250));

        Assert.Null(LoaderBench.Fault(harvests, "AgentSession", 9));
        Assert.Equal(6, bench.Upstream.Sent.Count);
    }

    private static string Activities(int session, int count) =>
        $"{{ agentSession(id: \"{LoaderBench.Id(session)}\") {{ activities(first: {count}) {{ nodes {{ ephemeral }} }} }} }}";

    private FetchDocument Pack(string selection) => Pack("AgentSession", selection);

    private FetchDocument Pack(string type, string selection)
    {
        string lookup = type == "Issue" ? "issue" : "agentSession";
        string calls = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"a{i}: {lookup}(id: \"{LoaderBench.Id(i)}\") {{ {selection} }}"));
        return _packer.Pack(ColdWalk.Needs(Model, $"{{ {calls} }}"), isWidened: false);
    }

    private void LearnFrom(FetchDocument document, double price) => _packer.Learn(document, new UpstreamReply
    {
        Data = "{}"u8.ToArray(),
        RateLimit = new RateLimitReading { Complexity = (long)Math.Ceiling(document.Parts.Sum(part => part.Points) * price) },
    });
}
