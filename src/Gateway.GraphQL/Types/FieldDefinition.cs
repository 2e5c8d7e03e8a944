using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>A field of an object or interface.</summary>
public sealed class FieldDefinition(string name, string? description)
{
    public string Name { get; } = name;

    public string? Description { get; } = description;

    /// <summary>The type whose definition or extension holds the field; for a meta field, null.</summary>
    public FieldsType? DeclaringType { get; internal init; }

    public ImmutableArray<InputDefinition> Arguments { get; internal set; } = [];

    public TypeRef Type { get; internal set; } = null!;

    public ImmutableArray<DirectiveSyntax> Directives { get; internal init; } = [];

    /// <summary>The reason given by <c>@deprecated</c>; null if it is not deprecated.</summary>
    public string? DeprecationReason { get; internal init; }

    /// <summary>The argument of that name; null if there is none.</summary>
    public InputDefinition? Argument(string name)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Name == name)
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>The directive of that name applied first; null if there is none.</summary>
    public DirectiveSyntax? Directive(string name)
    {
        foreach (var directive in Directives)
        {
            if (directive.Name.Value == name)
            {
                return directive;
            }
        }

        return null;
    }

    public override string ToString() => $"{DeclaringType?.Name}.{Name}";
}
