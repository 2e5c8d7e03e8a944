using System.Text.RegularExpressions;

namespace Gateway.IntegrationTests.Newcomer;

/// <summary>The commands of the project's README, in their order, each as it stands there, its comment left out.</summary>
internal static partial class ReadmeCommands
{
    public static IReadOnlyList<string> Of(string readme) =>
    [
        .. from block in Blocks().Matches(readme)
           from line in Continued().Replace(block.Groups[1].Value, " ").Split('\n', StringSplitOptions.RemoveEmptyEntries)
           select Comment().Replace(line, ""),
    ];

    /// <summary>What the README says that the first query answers.</summary>
    public static string FirstAnswer(string readme) => Answer().Match(readme).Groups[1].Value.Trim();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Answer();

    [GeneratedRegex(@"\s*\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\s{2,}#.*$")]
    private static partial Regex Comment();
}
