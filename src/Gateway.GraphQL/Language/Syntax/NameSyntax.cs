namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A name where its own place matters for errors. A value and not a node: half of what a document says is names.</summary>
/// <param name="Start">The byte offset of its first character in the document's <see cref="SourceText"/>.</param>
/// <param name="Value">The name.</param>
public readonly record struct NameSyntax(int Start, string Value)
{
    public override string ToString() => Value;
}
