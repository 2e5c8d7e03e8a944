using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Makes a schema of what a server answers to an introspection query: the way back from <c>__schema</c>.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Introspection</remarks>
public static class IntrospectionReader
{
    private const int MaxDepth = 128;

    /// <summary>Reads any bytes.</summary>
    /// <param name="data">
    /// The value of <c>data</c>. What older servers do not tell may be absent: <c>isOneOf</c>, <c>specifiedByURL</c>, <c>isRepeatable</c>, and
    /// deprecations of arguments and input fields.
    /// </param>
    /// <returns>The schema, or why it is none.</returns>
    public static SchemaBuildResult Read(ReadOnlyMemory<byte> data)
    {
        try
        {
            using var json = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var definitions = new IntrospectionSyntax().Read(json.RootElement.GetProperty("__schema"));
            return SchemaBuilder.Build(new DocumentSyntax(new SourceText(default), definitions));
        }
        catch (FormatException problem)
        {
            return Failed(problem.Message);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return Failed("It lacks what every schema has, or is not made as introspection is.");
        }
    }

    private static SchemaBuildResult Failed(string problem) =>
        new(null, [new GraphQLError($"The answer to the introspection query is no schema. {problem}")]);
}
