using System.Text.Json;

namespace Gateway.IntegrationTests.Budgeting;

/// <summary>What a caller was given.</summary>
/// <param name="Body">The response.</param>
/// <param name="IsStale">Whether the gateway says that it is old.</param>
/// <param name="RetryAfter">How long the gateway says to wait; null if it does not.</param>
internal sealed record AskedAnswer(string Body, bool IsStale, TimeSpan? RetryAfter)
{
    public bool HasErrors => Body.Contains("\"errors\":", StringComparison.Ordinal);

    /// <summary>What is wrong with it under a budget; null for nothing.</summary>
    public string? Problem
    {
        get
        {
            using var json = JsonDocument.Parse(Body);
            bool isMarked = json.RootElement.TryGetProperty("extensions", out var extensions)
                && extensions.TryGetProperty("cache", out var cache)
                && cache.GetProperty("stale").GetBoolean()
                && cache.GetProperty("reason").GetString() == "budget";
            if (isMarked != IsStale)
            {
                return $"stale: {IsStale}, marked: {isMarked}";
            }

            if (!json.RootElement.TryGetProperty("errors", out var errors))
            {
                return null;
            }

            return errors.EnumerateArray().Any(error => error.GetProperty("extensions").GetProperty("type").GetString() != "ratelimited")
                ? "an error of another type"
                : RetryAfter > TimeSpan.Zero ? null : "no time to come again";
        }
    }
}
