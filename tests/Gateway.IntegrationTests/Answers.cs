using System.Text.Json;

namespace Gateway.IntegrationTests;

/// <summary>Compares answers: data byte for byte, errors with their order, paths, locations and extensions.</summary>
internal static class Answers
{
    /// <summary>The seed of the random tests; set <c>SEED</c> to repeat a failure.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out int given) ? given : 20261122;

    public static bool HasData(string response)
    {
        using var json = JsonDocument.Parse(response);
        return json.RootElement.TryGetProperty("data", out _);
    }

    /// <summary>Where two answers differ; null if they are the same.</summary>
    public static string? Difference(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        return Compare(left, right, "data") ?? Compare(left, right, "errors");
    }

    private static string? Compare(JsonDocument expected, JsonDocument actual, string part)
    {
        string left = expected.RootElement.TryGetProperty(part, out var a) ? a.GetRawText() : "absent";
        string right = actual.RootElement.TryGetProperty(part, out var b) ? b.GetRawText() : "absent";
        if (left == right)
        {
            return null;
        }

        int at = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        int from = Math.Max(0, at - 150);
        return $"{part} at {at}\n  upstream: {Cut(left, from)}\n  gateway:  {Cut(right, from)}";
    }

    private static string Cut(string text, int from) => text.Substring(from, Math.Min(text.Length - from, 400));
}
