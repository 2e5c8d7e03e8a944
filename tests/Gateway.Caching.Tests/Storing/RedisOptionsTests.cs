using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class RedisOptionsTests
{
    private readonly RedisOptionsValidator _validator = new();

    [Fact]
    public void The_default_is_none_and_is_valid() => Assert.True(_validator.Validate(null, new RedisOptions()).Succeeded);

    [Fact]
    public void Tells_all_faults_at_once_without_the_password()
    {
        var options = new RedisOptions { Address = "redis://alice:secret@:1", Prefix = "{", CallTimeout = TimeSpan.Zero };

        var result = _validator.Validate(null, options);

        Assert.Equal(4, result.Failures!.Count());
        Assert.DoesNotContain("secret", result.FailureMessage);
        Assert.DoesNotContain("alice", result.FailureMessage);
        Assert.Equal("RedisOptions", options.ToString());
    }
}
