using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>Until the rules land.</summary>
public static class DocumentValidator
{
    public static ImmutableArray<GraphQLError> Validate(Schema schema, DocumentSyntax document) => [];
}
