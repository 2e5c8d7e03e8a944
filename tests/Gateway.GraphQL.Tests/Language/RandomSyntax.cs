using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

/// <summary>Makes up documents of executable and type system definitions; the same seed makes up the same.</summary>
internal sealed class RandomSyntax(int seed)
{
    private const int Deepest = 4;

    private static readonly string[] Locations = ["QUERY", "FIELD", "OBJECT", "FIELD_DEFINITION"];
    private readonly RandomValues _values = new(new Random(seed));

    public DocumentSyntax Document() => new(new SourceText(default), _values.Many(1, 5, Definition));

    private DefinitionSyntax Definition() => _values.Chance(50) ? Executable() : TypeSystem();

    private DefinitionSyntax Executable() => _values.Chance(30)
        ? new FragmentSyntax(0, _values.Description(), _values.Name("on"), _values.NamedType(), _values.Directives(false), Selections(0))
        : new OperationSyntax(
            0, _values.Description(), _values.Pick(Enum.GetValues<OperationKind>()), _values.Chance(50) ? _values.Name() : null,
            _values.Many(0, _values.Chance(30) ? 3 : 0, Variable), _values.Directives(false), Selections(0));

    private VariableDefinitionSyntax Variable() => new(
        0, _values.Description(), new VariableSyntax(0, _values.Name().Value), _values.Type(), Default(), _values.Directives(true));

    private ValueSyntax? Default() => _values.Chance(40) ? _values.Value(constant: true) : null;

    private SelectionSetSyntax Selections(int depth) => new(0, _values.Many(1, 4, () => Selection(depth)));

    private SelectionSyntax Selection(int depth)
    {
        if (_values.Chance(15))
        {
            return new FragmentSpreadSyntax(0, _values.Name("on"), _values.Directives(false));
        }

        if (depth < Deepest && _values.Chance(15))
        {
            return new InlineFragmentSyntax(0, _values.Chance(50) ? _values.NamedType() : null, _values.Directives(false), Selections(depth + 1));
        }

        NameSyntax? alias = _values.Chance(20) ? _values.Name() : null;
        var selections = depth < Deepest && _values.Chance(30) ? Selections(depth + 1) : null;
        return new FieldSyntax(alias, _values.Name(), _values.Arguments(false), _values.Directives(false), selections);
    }

    private TypeSystemSyntax TypeSystem()
    {
        bool extends = _values.Chance(30);
        var description = extends ? null : _values.Description();
        var directives = extends ? [new DirectiveSyntax(0, _values.Name(), [])] : _values.Directives(true);
        var name = _values.Name();
        return _values.Pick(0, 1, 2, 3, 4, 5, 6, 7) switch
        {
            0 => new SchemaSyntax(0, description, extends, directives, _values.Many(extends ? 0 : 1, 3, Root)),
            1 => new ScalarTypeSyntax(0, description, extends, name, directives),
            2 => new ObjectTypeSyntax(0, description, extends, name, NamedTypes(), directives, _values.Many(0, 3, Field)),
            3 => new InterfaceTypeSyntax(0, description, extends, name, NamedTypes(), directives, _values.Many(0, 3, Field)),
            4 => new UnionTypeSyntax(0, description, extends, name, directives, NamedTypes()),
            5 => new EnumTypeSyntax(0, description, extends, name, directives, _values.Many(0, 3, EnumValue)),
            6 => new InputObjectTypeSyntax(0, description, extends, name, directives, _values.Many(0, 3, InputValue)),
            _ => new DirectiveDefinitionSyntax(
                0, _values.Description(), name, _values.Many(0, 3, InputValue), _values.Chance(50),
                _values.Many(1, 3, () => new NameSyntax(0, _values.Pick(Locations)))),
        };
    }

    private ImmutableArray<NamedTypeSyntax> NamedTypes() => _values.Many(0, 3, _values.NamedType);

    private RootTypeSyntax Root() => new(0, _values.Pick(Enum.GetValues<OperationKind>()), _values.NamedType());

    private FieldDefinitionSyntax Field() => new(
        0, _values.Description(), _values.Name(), _values.Many(0, _values.Chance(40) ? 3 : 0, InputValue), _values.Type(), _values.Directives(true));

    private InputValueDefinitionSyntax InputValue() => new(
        0, _values.Description(), _values.Name(), _values.Type(), Default(), _values.Directives(true));

    private EnumValueDefinitionSyntax EnumValue() => new(0, _values.Description(), _values.Name(), _values.Directives(true));
}
