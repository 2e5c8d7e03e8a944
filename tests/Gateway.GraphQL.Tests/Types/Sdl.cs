using System.Globalization;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Types;

/// <summary>Schemas and their faults from text, for tests.</summary>
internal static class Sdl
{
    public static DocumentSyntax Parse(string text)
    {
        var result = Parser.Parse(text, ParserLimits.Schema);
        Assert.True(result.Ok, result.Error?.Message);
        return result.Document;
    }

    /// <summary>The schema of texts that are valid.</summary>
    public static Schema Schema(params string[] texts) => Schema(new SchemaBuildOptions(), texts);

    public static Schema Schema(SchemaBuildOptions options, params string[] texts)
    {
        var result = SchemaBuilder.Build(options, [.. texts.Select(Parse)]);
        Assert.True(result.Ok, string.Join('\n', Describe(result.Errors)));
        return result.Schema;
    }

    /// <summary>What is wrong with texts: a line for each fault, such as <c>Unknown type "X". (1:20)</c>.</summary>
    public static string[] Faults(params string[] texts) => Faults(new SchemaBuildOptions(), texts);

    public static string[] Faults(SchemaBuildOptions options, params string[] texts)
    {
        var result = SchemaBuilder.Build(options, [.. texts.Select(Parse)]);
        Assert.Equal(result.Ok, result.Errors.IsEmpty);
        return Describe(result.Errors);
    }

    /// <param name="text">Definitions that parse.</param>
    /// <param name="expected">All their faults with their places, in any order.</param>
    public static void Refused(string text, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Faults(text).Order(StringComparer.Ordinal));

    public static string[] Describe(IEnumerable<GraphQLError> errors) => [.. errors.Select(Describe)];

    private static string Describe(GraphQLError error) => error.Locations.IsEmpty
        ? error.Message
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{error.Message} ({string.Join(", ", error.Locations.Select(at => $"{at.Line}:{at.Column}"))})");
}
