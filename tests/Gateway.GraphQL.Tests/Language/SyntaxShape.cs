using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

/// <summary>All that a tree says, without where it says it: equal for two trees that mean the same.</summary>
internal static class SyntaxShape
{
    private static readonly string[] Places = [nameof(SyntaxNode.Start), nameof(DocumentSyntax.Source)];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case SyntaxNode node:
                text.Append('(').Append(node.GetType().Name);
                foreach (var property in Properties.GetOrAdd(node.GetType(), Find))
                {
                    text.Append(' ').Append(property.Name).Append('=');
                    Append(text, property.GetValue(node));
                }

                text.Append(')');
                break;
            case NameSyntax name:
                Append(text, name.Value);
                break;
            case string words:
                text.Append('<').Append(words).Append('>');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (object? item in items)
                {
                    Append(text, item);
                }

                text.Append(']');
                break;
            default:
                text.Append(value ?? "null");
                break;
        }
    }

    private static PropertyInfo[] Find(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !Places.Contains(property.Name))];
}
