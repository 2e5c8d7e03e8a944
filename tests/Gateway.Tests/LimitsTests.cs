namespace Gateway.Tests;

public class LimitsTests
{
    [Fact]
    public async Task Introspection_can_be_switched_off_for_callers_of_this_machine()
    {
        await using var gateway = await TestGateway.StartAsync(("Auth:Introspection", "Client"));

        var refused = await gateway.AskAsync("{ __schema { queryType { name } } }");
        var answered = await gateway.AskAsync("{ __typename }");

        Assert.Equal(
            "INTROSPECTION_DISABLED", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.False(answered.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Limits_are_options()
    {
        await using var gateway = await TestGateway.StartAsync(("Limits:Aliases", "1"), ("Limits:Cost", "10"));

        var aliases = await gateway.AskAsync("{ a: __typename b: __typename }");
        var cost = await gateway.AskAsync("{ agentSessions { nodes { id } } }");

        Assert.Equal(
            "The document has 2 aliases; at most 1 are taken (Limits:Aliases).", aliases.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal(
            "The operation costs 55 points; at most 10 are taken (Limits:Cost).", cost.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task What_is_wrong_with_them_is_told_with_all_other_faults()
    {
        var error = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(
            ("Auth:Introspection", "Local,Everybody"), ("Limits:Depth", "0"), ("Limits:Cost", "0"), ("Limits:Fiels", "1"), ("Fetch:MaxCalls", "0")));

        Assert.Equal(5, error.Faults.Length);
        Assert.Contains(error.Faults, fault => fault.StartsWith("Limits:Depth must be between 1 and 400", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.StartsWith("Limits:Fiels is no option. Did you mean Limits:Fields?", StringComparison.Ordinal));
        Assert.Contains(
            "Auth:Introspection must name classes of callers (Local, Anonymous, Client), separated by commas; empty for none.", error.Faults);
    }

    [Fact]
    public async Task Costs_in_a_schema_that_make_no_sense_are_told_with_them()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """
                directive @cost(weight: String!) on FIELD_DEFINITION
                directive @listSize(slicingArguments: [String!]) on FIELD_DEFINITION
                type Query { a: Int @cost(weight: "dear") b: [Int!]! @listSize(slicingArguments: ["count"]) }
                """, TestContext.Current.CancellationToken);
            string none = Path.ChangeExtension(file, ".none.graphql");
            await File.WriteAllTextAsync(none, "scalar Nothing", TestContext.Current.CancellationToken);

            var error = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(
                ("Schema:Slice", file), ("Schema:Extensions", none), ("Limits:Depth", "0")));

            File.Delete(none);
            Assert.Contains("@cost on Query.a: \"dear\" is no weight. Write a number, such as \"2.5\".", error.Faults);
            Assert.Contains("@listSize on Query.b: there is no argument \"count\" to slice by.", error.Faults);
            Assert.Equal(3, error.Faults.Length);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
