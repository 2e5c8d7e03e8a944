using System.Globalization;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Costs;

/// <summary>A field of a query that must be given exactly one of its slicing arguments.</summary>
/// <param name="Field">The field.</param>
/// <param name="Size">What its definition says.</param>
/// <param name="Length">What the query gives.</param>
internal sealed record SlicingRule(FieldPlan Field, ListSize Size, ListLength Length)
{
    public GraphQLError? Check(VariableValues variables, SourceText source)
    {
        int given = Length.Given(variables);
        return given == 1 ? null : new GraphQLError(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Field \"{Field.Definition.Name}\" must be given exactly one of its slicing arguments ({string.Join(", ", Size.Slicing)}); {given} were given."),
            Field.Locations(source).AsSpan());
    }
}
