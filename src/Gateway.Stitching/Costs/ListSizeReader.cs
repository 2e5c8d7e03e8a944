using System.Collections.Immutable;
using System.Globalization;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Costs;

/// <summary>Reads <c>@listSize</c> off a field, and knows connections without it.</summary>
/// <remarks>https://ibm.github.io/graphql-specs/cost-spec.html#sec-The-List-Size-Directive</remarks>
/// <param name="problems">What is wrong is added here.</param>
internal sealed class ListSizeReader(List<string> problems)
{
    public const string Name = "listSize";

    /// <summary>Whether a type is the page of a connection: by its name, and a list of <c>nodes</c> or <c>edges</c>.</summary>
    public static bool IsConnection(NamedType type) =>
        type is ObjectType page && page.Name.EndsWith("Connection", StringComparison.Ordinal) && (IsList(page.Field("nodes")) || IsList(page.Field("edges")));

    /// <summary>How long the list is that a field leads to; null if nothing is known of one.</summary>
    /// <param name="field">The field.</param>
    /// <param name="directives">Those that count for it.</param>
    /// <param name="place">What to call it.</param>
    public ListSize? Read(FieldDefinition field, ImmutableArray<DirectiveSyntax> directives, string place) =>
        directives.FirstOrDefault(directive => directive.Name.Value == Name) is { } directive ? Read(field, directive, $"@{Name} on {place}")
        : field.Type.Nullable is not ListTypeRef && IsConnection(field.Type.Named) ? OfConnection(field)
        : null;

    private static ListSize OfConnection(FieldDefinition field) => new()
    {
        Slicing = [.. field.Arguments.Where(argument => argument.Name is "first" or "last").Select(argument => new SlicingArgument([argument]))],
        SizedFields = [.. ((ObjectType)field.Type.Named).Fields.Where(IsList).Select(list => list.Name)],
    };

    private ListSize Read(FieldDefinition field, DirectiveSyntax directive, string place)
    {
        var slicing = Texts(directive, "slicingArguments");
        double? assumed = Assumed(directive, place);
        var sized = Texts(directive, "sizedFields");
        if (slicing.IsEmpty && directive.Argument("assumedSize") is null or NullValueSyntax)
        {
            problems.Add($"{place} says neither assumedSize nor slicingArguments.");
        }

        if (sized.IsEmpty && field.Type.Nullable is not ListTypeRef)
        {
            problems.Add($"{place}: the field is no list, so that sizedFields must name those below it that are.");
        }

        foreach (string name in sized.Where(name => !IsList((field.Type.Named as FieldsType)?.Field(name))))
        {
            problems.Add($"{place}: {field.Type.Named.Name} has no list \"{name}\".");
        }

        return new ListSize
        {
            Assumed = assumed ?? ListSize.DefaultPage,
            Slicing = [.. slicing.Select(name => Argument(field, name, place)).OfType<SlicingArgument>()],
            SizedFields = sized,
            RequiresOne = !slicing.IsEmpty && directive.Argument("requireOneSlicingArgument") is not BooleanValueSyntax { Value: false },
        };
    }

    private double? Assumed(DirectiveSyntax directive, string place)
    {
        if (directive.Argument("assumedSize") is not IntValueSyntax given)
        {
            return null;
        }

        if (int.TryParse(given.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int size) && size >= 0)
        {
            return size;
        }

        problems.Add($"{place}: assumedSize must be from 0 to {int.MaxValue}.");
        return null;
    }

    private SlicingArgument? Argument(FieldDefinition field, string name, string place)
    {
        var path = ImmutableArray.CreateBuilder<InputDefinition>();
        var members = field.Arguments;
        foreach (string step in name.Split('.'))
        {
            if (members.FirstOrDefault(member => member.Name == step) is not { } member)
            {
                problems.Add($"{place}: there is no argument \"{name}\" to slice by.");
                return null;
            }

            path.Add(member);
            members = member.Type.Nullable is NamedTypeRef { Named: InputObjectType input } ? input.Fields : [];
        }

        if (path[^1].Type.Nullable is NamedTypeRef { Named: ScalarType { Kind: ScalarKind.Int } })
        {
            return new SlicingArgument(path.ToImmutable());
        }

        problems.Add($"{place}: the argument \"{name}\" is no Int.");
        return null;
    }

    // One value may stand where a list is expected.
    private static ImmutableArray<string> Texts(DirectiveSyntax directive, string argument) =>
    [
        .. (directive.Argument(argument) switch
        {
            ListValueSyntax list => list.Items,
            { } single => [single],
            null => ImmutableArray<ValueSyntax>.Empty,
        }).OfType<StringValueSyntax>().Select(text => text.Value),
    ];

    private static bool IsList(FieldDefinition? field) => field?.Type.Nullable is ListTypeRef;
}
