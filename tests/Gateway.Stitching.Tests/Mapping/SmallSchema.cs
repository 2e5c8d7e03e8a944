using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Tests.Mapping;

/// <summary>Models of schemas that fit into a test.</summary>
internal static class SmallSchema
{
    // Looser than in schema/gateway.graphql, as a file of the user's may declare them.
    private const string Directives = """
        scalar Any
        directive @key(fields: String! = "id") on OBJECT
        directive @lookup(by: Any) repeatable on OBJECT
        directive @cacheControl(maxAge: Int!, staleWhileRevalidate: Int, staleIfError: Int) on OBJECT | FIELD_DEFINITION
        directive @cacheControlWhen(field: String!, in: [String!]!, maxAge: Int!, staleWhileRevalidate: Int) repeatable on OBJECT
        directive @cacheControlUntil(field: String!, plus: Int!, when: String, in: [String!]) on OBJECT
        directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(
          assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
        directive @fetch(onDemand: Boolean! = false) on FIELD_DEFINITION
        directive @invalidatedBy(event: String, id: String, lists: Boolean! = true) repeatable on OBJECT
        directive @invalidates(type: String, id: String, lists: Boolean! = true) repeatable on FIELD_DEFINITION

        """;

    /// <summary>Builds a model; the directives are declared already.</summary>
    public static GatewayModel Build(string text, out IReadOnlyList<string> problems)
    {
        var parsed = Parser.Parse(Encoding.UTF8.GetBytes(Directives + text), ParserLimits.Schema);
        Assert.True(parsed.Ok, parsed.Error?.Message);
        var built = SchemaBuilder.Build(new SchemaBuildOptions(), [parsed.Document]);
        Assert.True(built.Ok, string.Join('\n', built.Errors.Select(error => error.Message)));
        var model = ModelBuilder.Build(built.Schema, TimeSpan.FromMinutes(1), out var found);
        problems = found;
        return model;
    }
}
