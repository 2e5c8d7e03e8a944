using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>A variable of an operation, with its type found in the schema.</summary>
/// <param name="Name">Without the dollar sign.</param>
/// <param name="Type">An input type.</param>
/// <param name="DefaultValue">As written; null if there is none.</param>
/// <param name="Start">The byte offset of its definition, for errors.</param>
public sealed record VariableDefinition(string Name, TypeRef Type, ValueSyntax? DefaultValue, int Start);
