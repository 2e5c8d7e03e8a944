using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Until the builder lands.</summary>
public static class SchemaBuilder
{
    public static SchemaBuildResult Build(params ReadOnlySpan<DocumentSyntax> documents) => throw new NotSupportedException();
}
