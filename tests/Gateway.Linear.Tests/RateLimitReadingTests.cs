namespace Gateway.Linear.Tests;

public sealed class RateLimitReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Says_nothing_where_nothing_was_said()
    {
        using var response = new HttpResponseMessage();

        Assert.Equal(default, RateLimitReading.Of(response.Headers, Now));
    }

    [Theory]
    [InlineData("2500", 2500L)]
    [InlineData("12.9", 12L)]
    [InlineData("-3", 0L)]
    [InlineData("3e6", 3000000L)]
    [InlineData("NaN", null)]
    [InlineData("1e300", null)]
    [InlineData("many", null)]
    [InlineData("", null)]
    public void Reads_what_is_left_with_caution(string header, long? expected)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-RateLimit-Requests-Remaining", header);

        Assert.Equal(expected, RateLimitReading.Of(response.Headers, Now).RequestsRemaining);
    }

    [Theory]
    [InlineData("1790000000000", 1790000000000L)]
    [InlineData("0", null)]
    [InlineData("99999999999999999", null)]
    [InlineData("999999999999999", null)]
    public void Takes_the_reset_for_milliseconds(string header, long? expected)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-RateLimit-Complexity-Reset", header);

        Assert.Equal(expected, RateLimitReading.Of(response.Headers, Now).ComplexityReset?.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.5")]
    public void A_limit_that_is_not_positive_says_nothing(string header)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-RateLimit-Requests-Limit", header);
        response.Headers.TryAddWithoutValidation("X-RateLimit-Complexity-Limit", header);

        var reading = RateLimitReading.Of(response.Headers, Now);

        Assert.Equal((null, null), (reading.RequestsLimit, reading.ComplexityLimit));
    }

    [Fact]
    public void Reads_the_limit_that_some_fields_have_besides()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-RateLimit-Endpoint-Name", "searchIssues");
        response.Headers.TryAddWithoutValidation("X-RateLimit-Endpoint-Requests-Limit", "30");
        response.Headers.TryAddWithoutValidation("X-RateLimit-Endpoint-Requests-Remaining", "0");
        response.Headers.TryAddWithoutValidation("X-RateLimit-Endpoint-Requests-Reset", "1790000000000");

        var reading = RateLimitReading.Of(response.Headers, Now);

        Assert.True(reading.HasEndpoint);
        Assert.Equal(0, reading.EndpointRemaining);
        Assert.Equal(1790000000000, reading.EndpointReset?.ToUnixTimeMilliseconds());
        Assert.Null(reading.RequestsRemaining);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("Sun, 22 Nov 2026 12:01:00 GMT", 60)]
    [InlineData("Sun, 22 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public void Reads_how_long_to_stay_away(string header, int? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", header);

        Assert.Equal(seconds, RateLimitReading.Of(response.Headers, Now).RetryAfter?.TotalSeconds);
    }
}
