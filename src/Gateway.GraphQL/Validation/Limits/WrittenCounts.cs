using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Limits;

/// <summary>How much of what is written in a document, fragments counted once.</summary>
internal sealed class WrittenCounts
{
    public WrittenCounts(DocumentSyntax document)
    {
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case OperationSyntax operation:
                    Count(operation.Directives);
                    foreach (var variable in operation.Variables)
                    {
                        Count(variable.Directives);
                    }

                    Count(operation.SelectionSet);
                    break;
                case FragmentSyntax fragment:
                    Fragments++;
                    Count(fragment.Directives);
                    Count(fragment.SelectionSet);
                    break;
            }
        }
    }

    public int Aliases { get; private set; }

    public int Directives { get; private set; }

    public int Fragments { get; private set; }

    // Recursive: the parser bounds how deep selection sets nest.
    private void Count(SelectionSetSyntax set)
    {
        foreach (var selection in set.Selections)
        {
            Count(selection.Directives);
            switch (selection)
            {
                case FieldSyntax field:
                    Aliases += field.Alias is null ? 0 : 1;
                    if (field.SelectionSet is { } below)
                    {
                        Count(below);
                    }

                    break;
                case InlineFragmentSyntax inline:
                    Count(inline.SelectionSet);
                    break;
            }
        }
    }

    private void Count(ImmutableArray<DirectiveSyntax> directives) => Directives += directives.Length;
}
