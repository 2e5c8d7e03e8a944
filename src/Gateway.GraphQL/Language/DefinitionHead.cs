using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>What is read of a type system definition before its keyword.</summary>
/// <param name="Start">The byte offset of its first token.</param>
/// <param name="Description">Null if there is none; extensions never have one.</param>
/// <param name="IsExtension">Whether <c>extend</c> came first.</param>
internal readonly record struct DefinitionHead(int Start, StringValueSyntax? Description, bool IsExtension);
