using Gateway.Http;
using Gateway.Linear;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Http;

public class RateLimitHeadersTests
{
    private readonly HeaderDictionary _headers = [];

    [Fact]
    public void A_refusal_is_told_by_the_headers_that_the_SDK_reads()
    {
        RateLimitHeaders.Tell(_headers, new RateLimitReading
        {
            RequestsLimit = 2500,
            RequestsRemaining = 3,
            RequestsReset = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000),
            ComplexityLimit = 3_000_000,
            RetryAfter = TimeSpan.FromMilliseconds(1200),
        });

        Assert.Equal("2", _headers["Retry-After"]);
        Assert.Equal("2500", _headers["X-RateLimit-Requests-Limit"]);
        Assert.Equal("3", _headers["X-RateLimit-Requests-Remaining"]);
        Assert.Equal("1800000000000", _headers["X-RateLimit-Requests-Reset"]);
        Assert.Equal(["3000000", ""], new[] { "Limit", "Remaining" }.Select(part => _headers[$"X-RateLimit-Complexity-{part}"].ToString()));
    }

    [Fact]
    public void An_answer_that_lacks_nothing_says_nothing_of_quotas()
    {
        RateLimitHeaders.Tell(_headers, null);

        Assert.Empty(_headers);
    }
}
