using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

/// <summary>Makes up values and what is made of them; the same seed makes up the same.</summary>
internal sealed class RandomValues(Random random)
{
    private const int Deepest = 4;

    private static readonly string[] Names = ["a", "b", "id", "on", "type", "query", "fragment", "extend", "input", "_x1", "aRatherLongNameOfAField"];
    private static readonly string[] Pieces =
        ["a", " ", "  ", "\t", "\"", "\"\"\"", "\\", "\\u0041", "é", "😀", "\u0001", "\u0085", "{", "#", "two words"];

    private readonly Random _random = random;

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> items) => items[_random.Next(items.Length)];

    public ImmutableArray<T> Many<T>(int least, int most, Func<T> make) =>
        [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make())];

    /// <summary>Any name but those in <paramref name="not"/>.</summary>
    public NameSyntax Name(params string[] not) =>
        new(0, Names.Where(name => !not.Contains(name)).ElementAt(_random.Next(Names.Length - not.Length)));

    public StringValueSyntax? Description() => Chance(25) ? String() : null;

    public ImmutableArray<DirectiveSyntax> Directives(bool constant) =>
        Chance(75) ? [] : Many(1, 2, constant ? ConstantDirective : new Func<DirectiveSyntax>(Directive));

    public ImmutableArray<ArgumentSyntax> Arguments(bool constant) =>
        Chance(60) ? [] : Many(1, 4, () => new ArgumentSyntax(Name(), Value(constant)));

    public ValueSyntax Value(bool constant) => Value(constant, 0);

    public TypeSyntax Type() => Chance(30) ? new NonNullTypeSyntax(0, Nullable()) : Nullable();

    public NamedTypeSyntax NamedType() => new(0, Name().Value);

    private TypeSyntax Nullable() => Chance(30) ? new ListTypeSyntax(0, Type()) : NamedType();

    private DirectiveSyntax Directive() => new(0, Name(), Arguments(constant: false));

    private DirectiveSyntax ConstantDirective() => new(0, Name(), Arguments(constant: true));

    private ValueSyntax Value(bool constant, int depth) => _random.Next(depth < Deepest ? 9 : 7) switch
    {
        0 => constant ? new NullValueSyntax(0) : new VariableSyntax(0, Name().Value),
        1 => new IntValueSyntax(0, Pick("0", "-0", "42", "-98765432109876543210")),
        2 => new FloatValueSyntax(0, Pick("0.0", "-1.5e+10", "6E23")),
        3 => new BooleanValueSyntax(0, Chance(50)),
        4 => new EnumValueSyntax(0, Name().Value),
        5 or 6 => String(),
        7 => new ListValueSyntax(0, Many(0, 5, () => Value(constant, depth + 1))),
        _ => new ObjectValueSyntax(0, Many(0, 4, () => new ObjectFieldSyntax(Name(), Value(constant, depth + 1)))),
    };

    private StringValueSyntax String()
    {
        bool isBlock = Chance(50);
        string text = string.Concat(Many(0, 12, () => Chance(15) ? "\n" : Pick(Pieces)));
        return new StringValueSyntax(0, isBlock ? BlockStringIndentation.Remove(text) : text, isBlock);
    }
}
