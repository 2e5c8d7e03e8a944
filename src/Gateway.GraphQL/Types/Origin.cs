using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>The syntax that a part of a schema was made from.</summary>
internal readonly record struct Origin(SourceText Source, SyntaxNode Syntax)
{
    public Place Place => new(Source, Syntax);

    /// <summary>Where its type is written; for what has no type, where it begins.</summary>
    public Place TypePlace => Syntax switch
    {
        FieldDefinitionSyntax output => new Place(Source, output.Type),
        InputValueDefinitionSyntax input => new Place(Source, input.Type),
        _ => Place,
    };
}
