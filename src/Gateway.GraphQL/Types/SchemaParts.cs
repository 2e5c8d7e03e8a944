using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>What a schema builder has gathered when nothing is wrong with it.</summary>
internal sealed record SchemaParts(
    string? Description,
    ObjectType Query,
    ObjectType? Mutation,
    ObjectType? Subscription,
    OrderedDictionary<string, NamedType> Types,
    OrderedDictionary<string, DirectiveDefinition> Directives,
    ImmutableArray<DirectiveSyntax> AppliedDirectives);
