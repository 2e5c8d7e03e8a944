using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

/// <summary>Short forms of what nearly every test of the language does.</summary>
internal static class Parsing
{
    public static DocumentSyntax Document(string text)
    {
        var parsed = Parser.Parse(text, ParserLimits.Request);
        Assert.True(parsed.Ok, parsed.Error?.Message);
        return parsed.Document;
    }

    public static GraphQLError Error(string text)
    {
        var parsed = Parser.Parse(text, ParserLimits.Request);
        Assert.False(parsed.Ok);
        return parsed.Error;
    }

    /// <summary>The only definition of a text.</summary>
    public static T Definition<T>(string text)
        where T : DefinitionSyntax => Assert.IsType<T>(Assert.Single(Document(text).Definitions));

    /// <summary>The first field of a shorthand query.</summary>
    public static FieldSyntax Field(string text) =>
        Assert.IsType<FieldSyntax>(Definition<OperationSyntax>(text).SelectionSet.Selections[0]);

    /// <summary>A value as an argument of a field.</summary>
    public static T Value<T>(string text)
        where T : ValueSyntax => Assert.IsType<T>(Field($"{{ f(a: {text}) }}").Arguments[0].Value);
}
