using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;

namespace Gateway.Stitching.Tests.Fetching;

public class SortedListTests
{
    [Fact]
    public async Task A_sorted_list_is_fetched_again_when_what_it_is_sorted_by_changed()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        const string query = "{ issues(first: 3, sort: [{ assignee: { order: Ascending } }]) { nodes { id } } }";
        await gateway.AskAsync(query);
        int before = gateway.Requests;
        await gateway.InvalidateAsync(new Invalidation([new EntityKey("User", gateway.World.Ids("User")[3])], [], ["User"], false));

        await gateway.AskAsync(query);

        Assert.Equal(before + 1, gateway.Requests);
    }
}
