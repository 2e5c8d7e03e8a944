namespace Gateway.Sandbox.Seeding;

/// <summary>Words and sentences, some of them awkward to write as JSON.</summary>
internal static class Prose
{
    public static IReadOnlyList<string> Words { get; } =
    [
        "cache", "gateway", "résumé", "queue", "naïve", "token", "smörgåsbord", "index", "カーソル", "billing", "login", "export",
        "Straße", "webhook", "retry", "schema", "λ-term", "window", "layout", "кэш",
    ];

    public static IReadOnlyList<string> Verbs { get; } =
        ["Fix", "Add", "Remove", "Investigate", "Speed up", "Document", "Refactor", "Test", "Localise", "Harden"];

    public static IReadOnlyList<string> Emojis { get; } = ["+1", "heart", "rocket", "eyes", "tada", "laughing", "🙂", "👍🏽"];

    public static IReadOnlyList<string> Icons { get; } = ["Rocket", "Bug", "Chip", "Cloud", "Compass", "Database", "🛠️"];

    public static IReadOnlyList<string> Timezones { get; } = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "America/São_Paulo", "UTC"];

    public static IReadOnlyList<string> FirstNames { get; } =
    [
        "Ada", "Björn", "Chloé", "Dmitri", "Eun-ji", "Farah", "Grace", "Håkon", "Inês", "Jürgen", "Kofi", "Łucja", "Mei", "Nuño", "Olga",
        "Priya", "Quentin", "Rosa", "Siân", "Tomáš",
    ];

    public static IReadOnlyList<string> LastNames { get; } =
        ["O'Neill", "García", "Müller", "Nakamura", "Ødegård", "Petrov", "Smith", "Tremblay", "Wójcik", "Zhang"];

    private static readonly string[] Sentences =
    [
        "It works on my machine, but not behind the proxy.",
        "The answer was \"200 OK\" with an empty body.",
        "See `src\\main\\Program.cs`:\n\n```csharp\nvar x = \"a\\tb\";\n```",
        "Ça marche — sauf le lundi.",
        "Reproduced by 3 customers 🙈🎉, all of them on <b>Windows</b> & old browsers.",
        "日本語のタイトルでも壊れないこと。",
        "Steps:\n1. Open the page\n2. Press \u2318K\n3. Wait",
        "Cost went from 1,200 € to 3,400 €/month; that's 183 %.",
        "Tab\there, carriage return\r\nand a null-ish \u0001 control character.",
        "Zero-width\u200bjoiner and RTL: שלום עולם.",
    ];

    public static string Title(Dice dice) => $"{dice.Pick(Verbs)} {dice.Pick(Words)} {dice.Pick(Words)}{(dice.Chance(15) ? " \"now\" 🚀" : "")}";

    public static string Paragraph(Dice dice)
    {
        int count = 1 + dice.Below(3);
        return string.Join(dice.Chance(30) ? "\n\n" : " ", Enumerable.Range(0, count).Select(_ => dice.Pick(Sentences)));
    }

    public static string Slug(string title) =>
        string.Concat(title.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
}
