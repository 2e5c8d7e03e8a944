using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Makes what types and directives consist of: fields, arguments, input fields and enum values, each name once.</summary>
internal sealed class MemberFactory(SchemaDraft draft, TypeResolver resolver)
{
    private readonly FieldRefinement _refinement = new(draft);

    public ImmutableArray<FieldDefinition> Fields(TypeDraft type, FieldsType declaring)
    {
        OrderedDictionary<string, List<(FieldDefinitionSyntax Syntax, SourceText Source)>> byName = [];
        var repeated = new RepeatedNames(draft.Faults);
        foreach (var (part, source) in type.Parts)
        {
            foreach (var syntax in ((FieldsTypeSyntax)part).Fields)
            {
                string name = syntax.Name.Value;
                if (byName.TryAdd(name, [(syntax, source)]))
                {
                    continue;
                }

                var first = byName[name][0];
                if (!draft.Options.MergeFieldExtensions || !part.IsExtension)
                {
                    repeated.Add(new Place(first.Source, first.Syntax.Name), new Place(source, syntax.Name), name);
                }
                else if (_refinement.Fits($"{type.Name}.{name}", first, (syntax, source)))
                {
                    byName[name].Add((syntax, source));
                }
            }
        }

        repeated.Report(name => $"Field \"{type.Name}.{name}\" can only be defined once.");
        return [.. byName.Select(field => Field(field.Key, field.Value, declaring))];
    }

    private FieldDefinition Field(string name, List<(FieldDefinitionSyntax Syntax, SourceText Source)> parts, FieldsType declaring)
    {
        var (syntax, source) = parts[0];
        var directives = Site("FIELD_DEFINITION", parts.Select(part => (part.Syntax.Directives, part.Source)));
        var field = new FieldDefinition(name, syntax.Description?.Value)
        {
            DeclaringType = declaring,
            Type = resolver.Resolve(syntax.Type, source),
            Directives = directives,
            DeprecationReason = Deprecation.Reason(directives),
            Arguments = Arguments([.. parts.Select(part => (part.Syntax.Arguments, part.Source))], $"{declaring.Name}.{name}"),
        };
        draft.Origins.Add(field, new Origin(source, syntax));
        return field;
    }

    /// <summary>The arguments of a field or directive.</summary>
    /// <param name="parts">As first defined, then as repeated only to add directives.</param>
    /// <param name="owner">The coordinate of what has the arguments.</param>
    public ImmutableArray<InputDefinition> Arguments(
        List<(ImmutableArray<InputValueDefinitionSyntax> Arguments, SourceText Source)> parts, string owner)
    {
        foreach (var same in parts[0].Arguments.GroupBy(argument => argument.Name.Value).Where(same => same.Skip(1).Any()))
        {
            draft.Faults.Add(
                $"Argument \"{owner}({same.Key}:)\" can only be defined once.",
                [.. same.Select(argument => new Place(parts[0].Source, argument.Name))]);
        }

        return
        [
            .. parts.SelectMany(part => part.Arguments.Select(argument => (Node: argument, part.Source)))
                .GroupBy(argument => argument.Node.Name.Value)
                .Select(same => Input(
                    "ARGUMENT_DEFINITION",
                    same.First().Node,
                    same.First().Source,
                    same.Select(argument => (argument.Node.Directives, argument.Source)),
                    $"{owner}({same.Key}:)")),
        ];
    }

    public ImmutableArray<InputDefinition> InputFields(TypeDraft type) =>
    [
        .. Unique(type.All<InputObjectTypeSyntax, InputValueDefinitionSyntax>(part => part.Fields), field => field.Name, Repeated("Field", type))
            .Select(field => Input(
                "INPUT_FIELD_DEFINITION",
                field.Node,
                field.Source,
                [(field.Node.Directives, field.Source)],
                $"{type.Name}.{field.Node.Name}")),
    ];

    public ImmutableArray<EnumValueDefinition> EnumValues(TypeDraft type) =>
    [
        .. Unique(type.All<EnumTypeSyntax, EnumValueDefinitionSyntax>(part => part.Values), value => value.Name, Repeated("Enum value", type))
            .Select(value => EnumValue(value.Node, value.Source)),
    ];

    private EnumValueDefinition EnumValue(EnumValueDefinitionSyntax syntax, SourceText source)
    {
        var directives = Site("ENUM_VALUE", [(syntax.Directives, source)]);
        var value = new EnumValueDefinition(syntax.Name.Value, syntax.Description?.Value)
        {
            Directives = directives,
            DeprecationReason = Deprecation.Reason(directives),
        };
        draft.Origins.Add(value, new Origin(source, syntax));
        return value;
    }

    private InputDefinition Input(
        string location,
        InputValueDefinitionSyntax syntax,
        SourceText source,
        IEnumerable<(ImmutableArray<DirectiveSyntax> Directives, SourceText Source)> applied,
        string coordinate)
    {
        var directives = Site(location, applied);
        var input = new InputDefinition(syntax.Name.Value, syntax.Description?.Value)
        {
            Type = resolver.Resolve(syntax.Type, source),
            DefaultValue = syntax.DefaultValue,
            Directives = directives,
            DeprecationReason = Deprecation.Reason(directives),
        };
        draft.Origins.Add(input, new Origin(source, syntax));
        draft.Inputs.Add((input, coordinate));
        return input;
    }

    private ImmutableArray<DirectiveSyntax> Site(
        string location, IEnumerable<(ImmutableArray<DirectiveSyntax> Directives, SourceText Source)> applied)
    {
        var site = new DirectiveSite(location, [.. applied.SelectMany(part => part.Directives.Select(directive => (directive, part.Source)))]);
        if (!site.Applied.IsEmpty)
        {
            draft.Sites.Add(site);
        }

        return site.Directives;
    }

    private static Func<string, string> Repeated(string what, TypeDraft type) =>
        name => $"{what} \"{type.Name}.{name}\" can only be defined once.";

    private IEnumerable<(TNode Node, SourceText Source)> Unique<TNode>(
        IEnumerable<(TNode Node, SourceText Source)> nodes, Func<TNode, NameSyntax> nameOf, Func<string, string> fault)
    {
        var repeated = new RepeatedNames(draft.Faults);
        Dictionary<string, Place> seen = [];
        foreach (var (node, source) in nodes)
        {
            var name = nameOf(node);
            var place = new Place(source, name);
            if (seen.TryAdd(name.Value, place))
            {
                yield return (node, source);
            }
            else
            {
                repeated.Add(seen[name.Value], place, name.Value);
            }
        }

        repeated.Report(fault);
    }
}
