using System.Collections.Immutable;
using Gateway.Configuration;

namespace Gateway.Commands;

/// <summary>The command line, read.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Settings">Options by their keys, such as <c>Linear:Endpoint</c>, whose case does not matter.</param>
/// <param name="Against">The file to compare with; null if none is named.</param>
/// <param name="Faults">All that is wrong with it; empty if it is usable.</param>
internal sealed record CommandLine(
    CommandKind Command, ImmutableDictionary<string, string?> Settings, string? Against, ImmutableArray<string> Faults)
{
    private const string AgainstOption = "--against";

    private static readonly ImmutableDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["--urls"] = "Urls",
        ["--upstream"] = "Linear:Endpoint",
        ["--redis"] = "Cache:Redis",
    }.ToImmutableDictionary();

    // Keys of the configuration, where case does not matter.
    private static readonly ImmutableDictionary<string, string?> NoSettings =
        ImmutableDictionary.Create<string, string?>(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> Words =
        [.. Keys.Keys, "--help", "--version", AgainstOption, .. OptionCatalogue.Keys.Select(key => $"--{key}")];

    /// <summary>Reads arguments as the shell gave them: commands, then <c>--name value</c> or <c>--name=value</c>.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = CommandOf([.. args.TakeWhile(arg => !arg.StartsWith('-'))]);
        int at = args.TakeWhile(arg => !arg.StartsWith('-')).Count();
        var line = new CommandLine(command ?? CommandKind.Serve, NoSettings, null, []);
        if (command is null)
        {
            line = line.With($"'{string.Join(' ', args.Take(at))}' is no command. There are: serve, schema check, schema print.");
        }

        while (at < args.Count)
        {
            string[] parts = args[at++].Split('=', 2);
            if (parts[0] is "--help" or "-h" or "-?" or "--version")
            {
                return line with { Command = parts[0] == "--version" ? CommandKind.Version : CommandKind.Help };
            }

            if (!parts[0].StartsWith("--", StringComparison.Ordinal))
            {
                // Not quoted: it may be a secret that lost its option.
                line = line.With($"Argument {at} is neither a command nor the value of an option. See --help.");
                continue;
            }

            bool isFollowed = at < args.Count && !args[at].StartsWith("--", StringComparison.Ordinal);
            string? value = parts is [_, var joined] ? joined : isFollowed ? args[at++] : null;
            line = line.Take(parts[0], value);
        }

        return line.Command == CommandKind.SchemaCheck && line.Against is null && line.Faults.IsEmpty
            ? line.With($"Name the published schema: schema check {AgainstOption} FILE.")
            : line;
    }

    private static CommandKind? CommandOf(ReadOnlySpan<string> words) => words switch
    {
        [] or ["serve"] => CommandKind.Serve,
        ["schema", "check"] => CommandKind.SchemaCheck,
        ["schema", "print"] => CommandKind.SchemaPrint,
        ["help"] => CommandKind.Help,
        _ => null,
    };

    private static string? KeyOf(string option) =>
        option == AgainstOption ? option
        : Keys.TryGetValue(option, out string? key) ? key
        : option.StartsWith("--", StringComparison.Ordinal) ? OptionCatalogue.Find(option[2..])
        : null;

    private CommandLine Take(string option, string? value)
    {
        if (KeyOf(option) is not { } key)
        {
            return With($"{Shorten(option)} is no option.{Nearest.Hint(option, Words)} See --help.");
        }

        if (value is null)
        {
            return With($"{option} needs a value.");
        }

        if (Settings.ContainsKey(key) || (key == AgainstOption && Against is not null))
        {
            return With($"{option} is given twice.");
        }

        return (key == AgainstOption, Command == CommandKind.SchemaCheck) switch
        {
            (true, true) => this with { Against = value },
            (true, false) => With($"{AgainstOption} belongs to schema check."),
            _ => this with { Settings = Settings.Add(key, value) },
        };
    }

    private CommandLine With(string fault) => this with { Faults = Faults.Add(fault) };

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
