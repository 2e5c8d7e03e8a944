namespace Gateway.Caching.Tests.Keys;

/// <summary>Random short texts of characters that mean something in keys, or nothing anywhere.</summary>
internal static class OddText
{
    private static readonly string[] Pieces =
    [
        "a", "b", "tag", "Issue", ":", "::", "{", "}", "{}", "%", "%007B", "%7B", " ", "\n", "\0", "\u0085", "é", "漢", "😀", "\ud83d", "\ude00",
        ":r:", ":i", "}:i", "\"", "\\",
    ];

    public static string Next(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
