using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class RedisAddressTests
{
    [Theory]
    [InlineData("cache:6379", "redis://cache:6379", "")]
    [InlineData("cache", "redis://cache:6379", "")]
    [InlineData("10.0.0.1:7000", "redis://10.0.0.1:7000", "")]
    [InlineData("[::1]:7000", "redis://[::1]:7000", "")]
    [InlineData("[::1]", "redis://[::1]:6379", "")]
    [InlineData("redis://cache", "redis://cache:6379", "")]
    [InlineData("REDISS://cache:1/", "rediss://cache:1", "")]
    [InlineData("redis://:secret@cache:1", "redis://cache:1", "secret")]
    [InlineData("default:secret@cache:1", "redis://cache:1", "secret")]
    [InlineData("rediss://default:p%40s%2Cs%25:x@cache:1", null, null)]
    [InlineData("rediss://default:p%40s%2Cs%25%3Ax@cache:1", "rediss://cache:1", "p@s,s%:x")]
    [InlineData("a:1,b:2, c:3", "redis://a:1,b:2,c:3", "")]
    [InlineData("rediss://:secret@a:1,b:2", "rediss://a:1,b:2", "secret")]
    [InlineData("redis://:secret@a:1,redis://:secret@b:2", "redis://a:1,b:2", "secret")]
    public void Reads_addresses_and_never_shows_a_login(string text, string? shown, string? password)
    {
        bool ok = RedisAddress.TryParse(text, out var address, out var faults);

        Assert.Equal(shown is not null, ok);
        Assert.Equal(ok, faults.Count == 0);
        Assert.Equal((shown, password), (address?.ToString(), address?.Password));
    }

    [Theory]
    [InlineData("", "the address has no usable host*")]
    [InlineData(":6379", "the address has no usable host*")]
    [InlineData("::1:6379", "the address has no usable host*")]
    [InlineData("[cache]:1", "the address has no usable host*")]
    [InlineData("a b:1", "the address has no usable host*")]
    [InlineData("redis://cache/0:1", "the address has no usable host*")]
    [InlineData("http://cache:1", "the scheme of the address must be redis or rediss.")]
    [InlineData("cache:0", "the port of the address*")]
    [InlineData("cache:65536", "the port of the address*")]
    [InlineData("cache:6379/1", "the port of the address*")]
    [InlineData("cache:", "the port of the address*")]
    [InlineData("a:1,,b:2", "endpoint 2 has no usable host*")]
    [InlineData("a:1,a:1", "endpoint 2 is there twice.")]
    [InlineData("secret@cache:1", "the address has a login without a password*")]
    [InlineData("user:@cache:1", "the address has a login without a password*")]
    [InlineData("alice:secret@cache:1", "the address names a user*")]
    [InlineData(":sec%ret@cache:1", "the login of the address must be percent-encoded*")]
    [InlineData(":sec/ret@cache:1", "the login of the address must be percent-encoded*")]
    [InlineData(":secret%0A@cache:1", "the login of the address must be percent-encoded*")]
    [InlineData("redis://:a1@a:1,redis://:b1@b:1", "the endpoints have different logins*")]
    [InlineData("redis://a:1,rediss://b:1", "the endpoints have different schemes*")]
    public void Tells_what_is_wrong_and_quotes_nothing(string text, string expected)
    {
        Assert.False(RedisAddress.TryParse(text, out _, out var faults));

        string fault = Assert.Single(faults);
        Assert.StartsWith(expected.TrimEnd('*'), fault);
        Assert.DoesNotContain("secret", fault);
    }

    [Fact]
    public void Tells_all_faults_at_once()
    {
        Assert.False(RedisAddress.TryParse("ftp://a:1,alice:secret@b:0", out _, out var faults));

        Assert.Equal(3, faults.Count);
    }
}
