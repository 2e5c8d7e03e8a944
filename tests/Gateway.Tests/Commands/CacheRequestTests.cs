using Gateway.Commands;

namespace Gateway.Tests.Commands;

public sealed class CacheRequestTests
{
    [Fact]
    public void Names_an_entity_and_the_redis_that_holds_it()
    {
        var (request, faults) = Read("cache", "inspect", "Issue", "ENG-1", "--redis", "redis://:hidden@a:1", "--Redis:Prefix", "eu");

        Assert.Empty(faults);
        Assert.Equal(("Issue:ENG-1", "redis://:hidden@a:1", "eu"), (request!.Key.ToString(), request.Redis.Address, request.Redis.Prefix));
        Assert.DoesNotContain("hidden", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Purges_with_an_entity_the_lists_that_may_hold_it()
    {
        var invalidation = Read("cache", "purge", "Issue", "1", "--redis", "a").Request!.ToInvalidation(DateTimeOffset.UnixEpoch);

        Assert.Equal("Issue:1", Assert.Single(invalidation.Entities).ToString());
        Assert.Equal(["Issue"], invalidation.Tags);
        Assert.Empty(invalidation.Types);
        Assert.Empty(invalidation.Removed);
        Assert.False(invalidation.Everything);
        Assert.Null(invalidation.StaleBefore);
    }

    [Fact]
    public void Purges_softly_by_the_time_at_which_it_is_told_to()
    {
        var invalidation = Read("cache", "purge", "Issue", "--soft", "--redis", "a").Request!.ToInvalidation(DateTimeOffset.FromUnixTimeMilliseconds(7));

        Assert.Equal((7L, "Issue"), (invalidation.StaleBefore, Assert.Single(invalidation.Types)));
    }

    [Fact]
    public void Purges_a_whole_type_with_its_lists()
    {
        var invalidation = Read("cache", "purge", "Issue", "--redis", "a").Request!.ToInvalidation(DateTimeOffset.UnixEpoch);

        Assert.Equal(["Issue"], invalidation.Types);
        Assert.Equal(["Issue"], invalidation.Tags);
        Assert.Empty(invalidation.Entities);
        Assert.Empty(invalidation.Removed);
        Assert.False(invalidation.Everything);
    }

    [Theory]
    [InlineData("issue", "'issue' is no type of entities. Did you mean Issue?")]
    [InlineData("AgentSesion", "'AgentSesion' is no type of entities. Did you mean AgentSession?")]
    [InlineData("Query", "'Query' is no type of entities. There are: ")]
    [InlineData("PageInfo", "'PageInfo' is no type of entities. There are: ")]
    [InlineData("Node", "'Node' is no type of entities. There are: ")]
    [InlineData("lin_api_hidden", "The first argument is no type of entities. There are: ")]
    public void Knows_the_types_of_entities(string type, string start)
    {
        var (request, faults) = Read("cache", "purge", type, "--redis", "a");

        Assert.Null(request);
        Assert.StartsWith(start, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AgentActivity")]
    [InlineData("AgentSession")]
    [InlineData("PullRequest")]
    [InlineData("Issue")]
    [InlineData("User")]
    public void Takes_any_type_that_has_an_identity(string type) => Assert.Empty(Read("cache", "purge", type, "--redis", "a").Faults);

    [Fact]
    public void Needs_a_redis()
    {
        var (request, faults) = Read("cache", "inspect", "Issue", "1");

        Assert.Null(request);
        Assert.StartsWith("Name the Redis of the deployment: --redis ADDRESS, or REDIS_URL", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_all_that_is_wrong_at_once_and_no_password()
    {
        var (request, faults) = Read(
            "cache", "purge", "Isue", "--redis", "http://alice:hidden@a:x", "--Redis:Prefix", "{", "--Redis:CallTimeout", "soon", "--what");

        string text = string.Join('\n', faults);
        string[] parts =
        [
            "--what is no option", "Redis:CallTimeout must be a time span", "the scheme of the address", "the address names a user",
            "the port of the address", "Redis:Prefix must be", "Did you mean Issue?",
        ];
        Assert.Null(request);
        Assert.Equal(parts.Length, faults.Count);
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", text, StringComparison.Ordinal);
    }

    private static (CacheRequest? Request, List<string> Faults) Read(params string[] args)
    {
        List<string> faults = [];
        return (CacheRequest.Read(CommandLine.Parse(args), readsEnvironment: false, faults), faults);
    }
}
