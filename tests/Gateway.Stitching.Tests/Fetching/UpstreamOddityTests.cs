namespace Gateway.Stitching.Tests.Fetching;

public sealed class UpstreamOddityTests : IAsyncLifetime
{
    private AlteredGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await AlteredGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task An_entity_that_neither_the_list_nor_the_lookup_knows_is_given_up_after_a_few_requests()
    {
        string id = _gateway.World.Ids("User")[3];
        _gateway.Answer = body => body.Contains("nodes", StringComparison.Ordinal) ? """{"data":{"a0":{"nodes":[]}}}""" : """{"data":{"a0":null}}""";

        string answer = await _gateway.AskAsync($"{{ user(id: \"{id}\") {{ name }} }}")
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Contains("The upstream gave no value for this field.", answer, StringComparison.Ordinal);
        Assert.InRange(_gateway.Requests, 2, 6);
    }
}
