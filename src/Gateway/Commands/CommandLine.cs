using System.Collections.Immutable;
using Gateway.Auth;
using Gateway.Configuration;

namespace Gateway.Commands;

/// <summary>The command line, read.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Settings">Options by their keys, such as <c>Linear:Endpoint</c>, whose case does not matter.</param>
/// <param name="Against">The file to compare with; null if none is named.</param>
/// <param name="Out">The file to write; null for standard output.</param>
/// <param name="Url">The address to ask; null for the gateway's own.</param>
/// <param name="Arguments">What a command of the cache or for operators is about: a type and, perhaps, an id. Empty for other commands.</param>
/// <param name="Faults">All that is wrong with it; empty if it is usable.</param>
internal sealed record CommandLine(
    CommandKind Command,
    ImmutableDictionary<string, string?> Settings,
    string? Against,
    string? Out,
    string? Url,
    ImmutableArray<string> Arguments,
    ImmutableArray<string> Faults)
{
    private const string SoftOption = "--soft";
    private const string AgainstOption = "--against";
    private const string NameOption = "--name";
    private const string OutOption = "--out";
    private const string UrlOption = "--url";
    private const int MostQuoted = 60;

    private static readonly ImmutableDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["--urls"] = "Urls",
        ["--upstream"] = "Linear:Endpoint",
        ["--redis"] = "Redis:Address",
        ["--schema"] = "Schema:Slice",
    }.ToImmutableDictionary();

    // Keys of the configuration, where case does not matter.
    private static readonly ImmutableDictionary<string, string?> NoSettings =
        ImmutableDictionary.Create<string, string?>(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> Words =
        [.. Keys.Keys, "--help", "--version", AgainstOption, NameOption, OutOption, SoftOption, UrlOption, .. OptionCatalogue.Keys.Select(key => $"--{key}")];

    /// <summary>What the client of a new key is called; null if it is not named.</summary>
    public string? Name { get; private init; }

    /// <summary>Whether what is purged is to be taken for stale only.</summary>
    public bool IsSoft { get; private init; }

    private bool IsOfAdmin => Command is CommandKind.AdminState or CommandKind.AdminPlans or CommandKind.AdminInspect or CommandKind.AdminPurge;

    private bool TakesArguments => IsOfAdmin || Command is CommandKind.CacheInspect or CommandKind.CachePurge;

    /// <summary>
    /// Reads arguments as the shell gave them: a command, then <c>--name value</c> or <c>--name=value</c>, and what the command is about.
    /// </summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        string[] words = [.. args.TakeWhile(arg => !arg.StartsWith('-'))];
        var command = CommandOf(words, out int at);
        var line = new CommandLine(command ?? CommandKind.Serve, NoSettings, null, null, null, [], []);
        if (command is null)
        {
            line = line.With($"{Quote(words)} is no command. There are: serve, schema check, schema print, schema pull, cache inspect, cache purge, admin state, admin plans, admin inspect, admin purge, key create, healthcheck; see --help for those of the engine alone.");
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
                line = line.Take(args[at - 1], at);
                continue;
            }

            if (parts is [SoftOption])
            {
                line = line.Command is CommandKind.CachePurge or CommandKind.AdminPurge
                    ? line with { IsSoft = true }
                    : line.With($"{SoftOption} belongs to cache purge and admin purge.");
                continue;
            }

            bool isFollowed = at < args.Count && !args[at].StartsWith("--", StringComparison.Ordinal);
            string? value = parts is [_, var joined] ? joined : isFollowed ? args[at++] : null;
            line = line.Take(parts[0], value);
        }

        return line.Faults.IsEmpty && line.Lack() is { } lack ? line.With(lack) : line;
    }

    private static CommandKind? CommandOf(string[] words, out int length)
    {
        CommandKind? command;
        (command, length) = words switch
        {
            [] => (CommandKind.Serve, 0),
            ["serve", ..] => (CommandKind.Serve, 1),
            ["help", ..] => (CommandKind.Help, 1),
            ["schema", "check", ..] => (CommandKind.SchemaCheck, 2),
            ["schema", "print", ..] => (CommandKind.SchemaPrint, 2),
            ["schema", "pull", ..] => (CommandKind.SchemaPull, 2),
            ["cache", "inspect", ..] => (CommandKind.CacheInspect, 2),
            ["cache", "purge", ..] => (CommandKind.CachePurge, 2),
            ["admin", "state", ..] => (CommandKind.AdminState, 2),
            ["admin", "plans", ..] => (CommandKind.AdminPlans, 2),
            ["admin", "inspect", ..] => (CommandKind.AdminInspect, 2),
            ["admin", "purge", ..] => (CommandKind.AdminPurge, 2),
            ["key", "create", ..] => (CommandKind.KeyCreate, 2),
            ["healthcheck", ..] => (CommandKind.Healthcheck, 1),
            _ => ((CommandKind?)null, words.Length),
        };
        return command;
    }

    private static string? KeyOf(string option) =>
        option is AgainstOption or NameOption or OutOption or UrlOption ? option
        : Keys.TryGetValue(option, out string? key) ? key
        : option.StartsWith("--", StringComparison.Ordinal) ? OptionCatalogue.Find(option[2..])
        : null;

    private string? Given(string option) => option switch
    {
        AgainstOption => Against,
        NameOption => Name,
        OutOption => Out,
        UrlOption => Url,
        _ => null,
    };

    // What it is about.
    private CommandLine Take(string argument, int number) =>
        !TakesArguments || argument.StartsWith('-')
            // Not quoted: it may be a secret that lost its option.
            ? With($"Argument {number} is neither a command nor the value of an option. See --help.")
            : this with { Arguments = Arguments.Add(argument) };

    private CommandLine Take(string option, string? value)
    {
        if (KeyOf(option) is not { } key)
        {
            return With($"{Quote(option)} is no option.{Nearest.Hint(option, Words)} See --help.");
        }

        if (value is null)
        {
            return With($"{option} needs a value.");
        }

        if (Settings.ContainsKey(key) || Given(key) is not null)
        {
            return With($"{option} is given twice.");
        }

        return (key, Command) switch
        {
            (AgainstOption, CommandKind.SchemaCheck) => this with { Against = value },
            (AgainstOption, _) => With($"{AgainstOption} belongs to schema check."),
            (OutOption, CommandKind.SchemaPull) => this with { Out = value },
            (OutOption, _) => With($"{OutOption} belongs to schema pull."),
            (NameOption, CommandKind.KeyCreate) => this with { Name = value },
            (NameOption, _) => With($"{NameOption} belongs to key create."),
            (UrlOption, _) when IsOfAdmin || Command == CommandKind.Healthcheck => this with { Url = value },
            (UrlOption, _) => With($"{UrlOption} belongs to healthcheck and admin. Where to listen is --urls."),
            _ => this with { Settings = Settings.Add(key, value) },
        };
    }

    // What a command cannot do without.
    private string? Lack() => Command switch
    {
        CommandKind.SchemaCheck when Against is null => $"Name the published schema: schema check {AgainstOption} FILE.",
        CommandKind.SchemaPull when Out is "" => $"{OutOption} names no file.",
        CommandKind.KeyCreate when Name is not null && !ClientReader.IsName(Name) =>
            $"{NameOption} must have at most 64 letters, digits and - _ . and begin with a letter or digit.",
        CommandKind.CacheInspect when Arguments.Length != 2 => "Name one entity: cache inspect TYPE ID.",
        CommandKind.CachePurge when Arguments.Length is not (1 or 2) => "Name an entity or a whole type: cache purge TYPE [ID].",
        CommandKind.AdminState when !Arguments.IsEmpty => "admin state is about the whole gateway.",
        CommandKind.AdminPlans when Arguments is not ([] or ["time"] or ["misses"]) => "Say by what: admin plans [time|misses].",
        CommandKind.AdminInspect when Arguments.Length != 2 => "Name one entity: admin inspect TYPE ID.",
        CommandKind.AdminPurge when Arguments.Length is not (1 or 2) => "Name an entity, a whole type or all: admin purge TYPE [ID], admin purge all.",

        // As of a script whose variable is not set: nobody means the whole type by it.
        _ when TakesArguments && Arguments.Any(string.IsNullOrWhiteSpace) => "TYPE and ID must not be empty.",
        _ => null,
    };

    private CommandLine With(string fault) => this with { Faults = Faults.Add(fault) };

    // Whatever is not written like an option may be an address with a password.
    private static string Quote(string option) =>
        option.Any(letter => !char.IsAsciiLetterOrDigit(letter) && !"-:._".Contains(letter, StringComparison.Ordinal)) ? "An argument"
        : option.Length <= MostQuoted ? option
        : $"{option[..MostQuoted]}…";

    // Commands have letters only, secrets hardly ever.
    private static string Quote(string[] words) =>
        words.Take(2).All(word => word.All(char.IsAsciiLetter)) ? $"'{string.Join(' ', words.Take(2))}'" : "What stands first";
}
