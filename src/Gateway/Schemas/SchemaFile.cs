using System.Diagnostics.CodeAnalysis;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;

namespace Gateway.Schemas;

/// <summary>The text of a schema and what to call it.</summary>
internal sealed record SchemaFile(string Name, byte[] Utf8)
{
    /// <summary>What is in it. A file that could be read has no error here.</summary>
    public ParseResult Parsed { get; } = Parser.Parse(Utf8, ParserLimits.Schema);

    /// <summary>How many lines come before a text that is appended to this one and a line end.</summary>
    public int Lines { get; } = new SourceText(Utf8).Locate(Utf8.Length).Line;

    /// <summary>Reads a file, or what is built in where <paramref name="path"/> is empty. A fault says why there is none.</summary>
    public static bool TryRead(string path, string builtIn, List<string> faults, [NotNullWhen(true)] out SchemaFile? file)
    {
        file = null;
        try
        {
            file = path.Length == 0 ? BuiltIn(builtIn) : new SchemaFile(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add($"{path}: cannot be read ({error.GetType().Name}).");
            return false;
        }

        if (file.Parsed.Error is { } syntax)
        {
            faults.Add(file.Tell(syntax));
            file = null;
        }

        return file is not null;
    }

    /// <summary>An error in this file, as <c>name(line,column): message</c>.</summary>
    public string Tell(GraphQLError error) => Tell(error.Message, error.Locations is [var first, ..] ? first : default);

    public string Tell(string message, SourceLocation location) =>
        location.Line > 0 ? $"{Name}({location.Line},{location.Column}): {message}" : $"{Name}: {message}";

    private static SchemaFile BuiltIn(string name)
    {
        using var stream = typeof(SchemaFile).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new SchemaFile(name, bytes);
    }
}
