using System.Collections.Immutable;
using Gateway.Conformance;

namespace Gateway.Commands;

/// <summary>Commands that drive the GraphQL engine by itself, without a server, a store or an upstream.</summary>
/// <param name="name">Its words, such as <c>document parse</c>.</param>
/// <param name="options">Those it takes.</param>
/// <param name="required">Those of them that must be there.</param>
/// <param name="run">Takes the file that it is about and the values of options; answers the exit code.</param>
internal sealed class EngineCommand(
    string name, ImmutableArray<string> options, ImmutableArray<string> required, Func<EngineFiles, string, IReadOnlyDictionary<string, string>, int> run)
{
    private const int Unusable = 2;

    private static readonly ImmutableArray<EngineCommand> All =
    [
        new("document parse", [], [], (files, file, _) => files.Parse(file)),
        new("document validate", ["--schema"], ["--schema"], (files, file, given) => files.Validate(given["--schema"], file)),
        new("document execute", ["--schema", "--data", "--variables", "--operation"], ["--schema", "--data"], (files, file, given) => files.Execute(
            given["--schema"], given["--data"], given.GetValueOrDefault("--variables"), given.GetValueOrDefault("--operation"), file)),
        new("schema print", [], [], (files, file, _) => files.PrintSchema(file)),
        new("schema introspect", [], [], (files, file, _) => files.Introspect(file)),
    ];

    /// <summary>Runs the command that these arguments name.</summary>
    /// <returns>Its exit code, 2 if it is used wrongly or a file cannot be read; null if they name none of these commands.</returns>
    public static int? TryRun(IReadOnlyList<string> args, TextWriter error)
    {
        if (args is ["conformance"])
        {
            using var input = Console.OpenStandardInput();
            using var lines = Console.OpenStandardOutput();
            ConformanceServer.Run(input, lines, error);
            return 0;
        }

        var command = All.FirstOrDefault(command => args.Count >= 2 && command.Name == $"{args[0]} {args[1]}");
        bool isServed = command?.Name == "schema print" && (args.Count == 2 || args[2].StartsWith('-'));
        if (command is null || isServed || args.Any(arg => arg is "--help" or "-h" or "-?" or "--version"))
        {
            return null;
        }

        using var output = Console.OpenStandardOutput();
        return command.Run(new Queue<string>(args.Skip(2)), output, error);
    }

    private string Name { get; } = name;

    private int Run(Queue<string> args, Stream output, TextWriter error)
    {
        Dictionary<string, string> given = [];
        List<string> files = [];
        List<string> faults = [];
        while (args.TryDequeue(out string? arg))
        {
            if (!arg.StartsWith("--", StringComparison.Ordinal))
            {
                files.Add(arg);
                continue;
            }

            string[] parts = arg.Split('=', 2);
            string? value = parts is [_, var joined] ? joined : args.TryDequeue(out string? next) ? next : null;
            if (!options.Contains(parts[0]))
            {
                faults.Add($"{parts[0]} is no option of {Name}.");
            }
            else if (value is null || !given.TryAdd(parts[0], value))
            {
                faults.Add(value is null ? $"{parts[0]} needs a value." : $"{parts[0]} is given twice.");
            }
        }

        faults.AddRange(required.Where(option => !given.ContainsKey(option)).Select(option => $"{option} is missing."));
        if (files.Count != 1)
        {
            faults.Add("Name one file.");
        }

        if (faults.Count > 0)
        {
            return FaultReport.Write(error, $"{Name} cannot run:", faults, Unusable);
        }

        try
        {
            return run(new EngineFiles(output), files[0], given);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or System.Text.Json.JsonException)
        {
            return FaultReport.Write(error, $"{Name} cannot run:", [fault.Message], Unusable);
        }
    }
}
