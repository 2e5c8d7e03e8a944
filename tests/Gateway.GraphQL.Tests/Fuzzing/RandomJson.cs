using System.Text.Json.Nodes;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Makes up JSON objects with the names that documents of the fuzzers use for variables and fields.</summary>
internal static class RandomJson
{
    private static readonly string[] Names = ["v", "l", "i", "o", "e", "s", "in", "a", ""];

    public static string Object(Random random, int depth) => Members(random, depth).ToJsonString();

    private static JsonObject Members(Random random, int depth)
    {
        var json = new JsonObject();
        for (int i = random.Next(5); i > 0; i--)
        {
            json[Names[random.Next(Names.Length)]] = Value(random, depth - 1);
        }

        return json;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 9 : 7) switch
    {
        0 => null,
        1 => random.Next(-3, 3),
        2 => random.NextInt64(),
        3 => random.NextDouble() * 1e300,
        4 => random.Next(2) == 0,
        5 => "ONE",
        6 => new string('\u00e9', random.Next(4)),
        7 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        _ => Members(random, depth),
    };
}
