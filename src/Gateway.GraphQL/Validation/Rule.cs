using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>One rule that documents must keep. It is told of what the walk meets, and reports what breaks it.</summary>
/// <remarks>An instance sees one document only, so it may remember what it saw.</remarks>
internal abstract class Rule(ValidationRun run)
{
    protected ValidationRun Run { get; } = run;

    public virtual void EnterDocument(DocumentSyntax document)
    {
    }

    public virtual void EnterOperation(OperationSyntax operation)
    {
    }

    public virtual void EnterFragment(FragmentSyntax fragment)
    {
    }

    public virtual void EnterVariableDefinition(VariableDefinitionSyntax variable)
    {
    }

    /// <summary>A type named by a variable definition or a fragment, or by a definition that is not executable.</summary>
    public virtual void EnterTypeName(NamedTypeSyntax name)
    {
    }

    /// <param name="field">The field.</param>
    /// <param name="parent">What it is selected on; null if that is not known.</param>
    /// <param name="definition">What it means there; null if there is no such field.</param>
    public virtual void EnterField(FieldSyntax field, NamedType? parent, FieldDefinition? definition)
    {
    }

    public virtual void LeaveField(FieldSyntax field, FieldDefinition? definition)
    {
    }

    public virtual void EnterSpread(FragmentSpreadSyntax spread, NamedType? parent)
    {
    }

    public virtual void EnterInlineFragment(InlineFragmentSyntax fragment, NamedType? parent)
    {
    }

    /// <summary>All directives of one place.</summary>
    public virtual void EnterDirectives(ImmutableArray<DirectiveSyntax> directives)
    {
    }

    /// <param name="directive">The directive.</param>
    /// <param name="location">Which kind of place it stands in, such as <c>FIELD</c>.</param>
    /// <param name="definition">Null if there is no such directive.</param>
    public virtual void EnterDirective(DirectiveSyntax directive, string location, DirectiveDefinition? definition)
    {
    }

    /// <summary>All arguments of one field or directive.</summary>
    public virtual void EnterArguments(ImmutableArray<ArgumentSyntax> arguments)
    {
    }

    /// <param name="value">A whole literal: of an argument, or the default of a variable.</param>
    /// <param name="type">What its place expects; null if that is not known.</param>
    public virtual void EnterValue(ValueSyntax value, TypeRef? type)
    {
    }

    /// <summary>Told of every operation once the whole document has been walked.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="uses">The uses of variables in it and in the fragments it leads to; another operation's after this call.</param>
    public virtual void LeaveOperation(OperationSyntax operation, OperationUses uses)
    {
    }

    public virtual void LeaveDocument()
    {
    }
}
