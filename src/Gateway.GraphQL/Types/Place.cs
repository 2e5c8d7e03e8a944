using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Where something stands, in whichever of several texts it came from.</summary>
internal readonly record struct Place(SourceText Source, int Start)
{
    public Place(SourceText source, SyntaxNode node)
        : this(source, node.Start)
    {
    }

    public Place(SourceText source, NameSyntax name)
        : this(source, name.Start)
    {
    }
}
