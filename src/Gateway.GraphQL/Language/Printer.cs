using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Prints syntax trees in the canonical layout. What is printed parses to the same tree.</summary>
public static class Printer
{
    // Deep and wide at once, a document of a megabyte is indented by hundreds. Others never come near.
    private const int LongestText = 16 << 20;
    private const int LongestPerByte = 4;

    /// <summary>A whole document, without a line end at its end.</summary>
    public static string Print(DocumentSyntax document)
    {
        var text = new IndentedText(int.MaxValue);
        Write(text, document);
        return text.ToString();
    }

    /// <summary>A whole document, unless its text is long out of all proportion: over 16 million characters and four for each byte it was read from.</summary>
    /// <returns>Null if it is.</returns>
    public static string? TryPrint(DocumentSyntax document)
    {
        var text = new IndentedText((int)Math.Max(LongestText, Math.Min(int.MaxValue, (long)LongestPerByte * document.Source.Utf8.Length)));
        try
        {
            Write(text, document);
            return text.ToString();
        }
        catch (PrintLimitException)
        {
            return null;
        }
    }

    /// <summary>Any node by itself, as it stands in a document but not indented.</summary>
    public static string Print(SyntaxNode node)
    {
        if (node is DocumentSyntax document)
        {
            return Print(document);
        }

        var text = new IndentedText(int.MaxValue);
        Write(text, node);
        return text.ToString();
    }

    private static void Write(IndentedText text, DocumentSyntax document)
    {
        DefinitionSyntax? previous = null;
        foreach (var definition in document.Definitions)
        {
            // A shorthand query would be read as the body of a definition that stands before it without one.
            bool needsKeyword = LacksBody(previous) && definition is OperationSyntax operation && ExecutablePrinter.IsShorthand(operation);
            text.Write(previous is null ? "" : "\n\n").Write(needsKeyword ? "query " : "");
            Write(text, definition);
            previous = definition;
        }
    }

    private static void Write(IndentedText text, SyntaxNode node)
    {
        var values = new ValuePrinter(text);
        switch (node)
        {
            case ValueSyntax value:
                values.Write(value);
                break;
            case ArgumentSyntax argument:
                values.WriteArgument(argument);
                break;
            case ObjectFieldSyntax field:
                values.WriteObjectField(field);
                break;
            case DirectiveSyntax directive:
                values.WriteDirective(directive);
                break;
            case TypeSyntax:
                text.Write(node.ToString()!);
                break;
            case TypeSystemSyntax definition:
                new TypeSystemPrinter(text, values).Write(definition);
                break;
            default:
                WritePart(node, new ExecutablePrinter(text, values), new MemberPrinter(text, values));
                break;
        }
    }

    private static bool LacksBody(DefinitionSyntax? definition) => definition is
        FieldsTypeSyntax { Fields.IsEmpty: true }
        or InputObjectTypeSyntax { Fields.IsEmpty: true }
        or EnumTypeSyntax { Values.IsEmpty: true }
        or SchemaSyntax { RootTypes.IsEmpty: true };

    private static void WritePart(SyntaxNode node, ExecutablePrinter executables, MemberPrinter members)
    {
        switch (node)
        {
            case OperationSyntax operation:
                executables.Write(operation);
                break;
            case FragmentSyntax fragment:
                executables.Write(fragment);
                break;
            case VariableDefinitionSyntax variable:
                executables.Write(variable);
                break;
            case SelectionSetSyntax selectionSet:
                executables.Write(selectionSet);
                break;
            case SelectionSyntax selection:
                executables.Write(selection);
                break;
            case FieldDefinitionSyntax field:
                members.Write(field);
                break;
            case InputValueDefinitionSyntax input:
                members.Write(input);
                break;
            case EnumValueDefinitionSyntax value:
                members.Write(value);
                break;
            case RootTypeSyntax root:
                members.Write(root);
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} is no node of the language.", nameof(node));
        }
    }
}
