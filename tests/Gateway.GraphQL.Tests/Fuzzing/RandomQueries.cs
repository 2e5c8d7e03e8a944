using System.Text;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Makes up documents for <see cref="HostileSchema"/> that are valid more often than not: aliases that clash at times, fragments, conditions.</summary>
internal sealed class RandomQueries(Random random)
{
    private const int Deepest = 6;

    private static readonly string[] Arguments =
        ["x: 1", "x: $v", "l: [1, $v]", "l: 1", "s: \"x\"", "i: { i: $v }", "i: { l: [{ s: \"\" }] }", "e: ONE", "j: { a: [$v] }", "o: { i: 1 }", "x: null", "k: 1"];

    private readonly StringBuilder _text = new();
    private readonly List<string> _fragments = [];

    public byte[] Next()
    {
        _text.Append("query Q($v: Int = 1, $c: Boolean! = true) { f(x: $v) s @skip(if: $c)");
        Select(HostileSchema.Schema.Query, 0);
        _text.Append(" }");
        for (int i = 0; i < _fragments.Count; i++)
        {
            _text.Append($" fragment F{i} on {_fragments[i]} {{");
            Select(HostileSchema.Schema.Type(_fragments[i])!, Deepest - 2);
            _text.Append(" }");
        }

        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void Select(NamedType type, int depth)
    {
        _text.Append(" __typename");
        for (int i = random.Next(5); i > 0; i--)
        {
            switch (random.Next(8))
            {
                case 0:
                    var condition = Pick([.. HostileSchema.Schema.PossibleTypes(type)]);
                    _text.Append($" ... on {condition.Name}{Directive()} {{");
                    Select(condition, depth + 1);
                    _text.Append(" }");
                    break;
                case 1:
                    _text.Append($" ...F{Fragment(type)}{Directive()}");
                    break;
                default:
                    Field(type, depth);
                    break;
            }
        }
    }

    private void Field(NamedType type, int depth)
    {
        if (type is not FieldsType fields)
        {
            return;
        }

        var field = Pick([.. fields.Fields]);
        if (depth >= Deepest && field.Type.Named.IsComposite)
        {
            return;
        }

        _text.Append(random.Next(3) == 0 ? $" r{random.Next(40)}:" : "").Append(' ').Append(field.Name);
        _text.Append(field.Name == "f" ? $"({Pick(Arguments)})" : "").Append(Directive());
        if (field.Type.Named.IsComposite)
        {
            _text.Append(" {");
            Select(field.Type.Named, depth + 1);
            _text.Append(" }");
        }
    }

    // Fragments may come to spread themselves; that has to be found, not avoided.
    private int Fragment(NamedType type)
    {
        if (_fragments.Count < 8)
        {
            _fragments.Add(type.Name);
            return _fragments.Count - 1;
        }

        return random.Next(_fragments.Count);
    }

    private string Directive() => random.Next(12) switch
    {
        0 => " @include(if: $c)",
        1 => " @skip(if: false)",
        2 => " @r @r(x: 2)",
        _ => "",
    };

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];
}
