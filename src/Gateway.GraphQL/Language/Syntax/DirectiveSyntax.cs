using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A directive where it is applied.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Directives</remarks>
public sealed class DirectiveSyntax(int start, NameSyntax name, ImmutableArray<ArgumentSyntax> arguments) : SyntaxNode(start)
{
    private readonly int _nameStart = name.Start;
    private readonly string _name = name.Value;

    /// <summary>The name without the at sign.</summary>
    public NameSyntax Name => new(_nameStart, _name);

    public ImmutableArray<ArgumentSyntax> Arguments { get; } = arguments;

    /// <summary>The literal given for an argument; null if it is absent.</summary>
    public ValueSyntax? Argument(string name)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Name.Value == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
