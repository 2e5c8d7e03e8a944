using System.Text.RegularExpressions;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Access;

/// <summary>Finds in a schema what the coordinates of a deny list name.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema-Coordinates</remarks>
public static partial class DenyListReader
{
    /// <summary>The list.</summary>
    /// <param name="coordinates">
    /// <c>Type.field</c>, <c>Type.field(argument:)</c>, <c>InputType.field</c>. What is denied of an interface is denied of all that implement it.
    /// </param>
    /// <param name="schema">Where they are looked up.</param>
    /// <param name="unknown">Those that name nothing there: a slip of the pen must not permit what was meant to be denied.</param>
    public static DenyList Read(IEnumerable<string> coordinates, Schema schema, out IReadOnlyList<string> unknown)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        ArgumentNullException.ThrowIfNull(schema);
        var list = new DenyList(coordinates);
        if (list.IsEmpty)
        {
            unknown = [];
            return DenyList.Empty;
        }

        PartsOf(list.Coordinates, schema, out unknown);
        return list;
    }

    /// <summary>What coordinates name in a schema.</summary>
    internal static DeniedParts PartsOf(IReadOnlyList<string> coordinates, Schema schema, out IReadOnlyList<string> unknown)
    {
        var fields = new Dictionary<FieldDefinition, string>();
        var inputs = new Dictionary<InputDefinition, string>();
        unknown = [.. coordinates.Where(coordinate => !Add(coordinate, schema, fields, inputs))];
        return new DeniedParts(fields, inputs, Leading(schema, inputs));
    }

    private static bool Add(
        string coordinate, Schema schema, Dictionary<FieldDefinition, string> fields, Dictionary<InputDefinition, string> inputs)
    {
        var match = Form().Match(coordinate);
        if (!match.Success || schema.Type(match.Groups["type"].Value) is not { } type)
        {
            return false;
        }

        string name = match.Groups["field"].Value;
        if (type is InputObjectType input)
        {
            return !match.Groups["argument"].Success && input.Field(name) is { } field && Note(inputs, field, coordinate);
        }

        if (type is not FieldsType || ((FieldsType)type).Field(name) is null)
        {
            return false;
        }

        // The interface itself is asked for as well, where it has implementers that the plan of a selection does not tell.
        FieldDefinition[] named = [.. schema.PossibleTypes(type).Append(type).OfType<FieldsType>().Distinct().Select(one => one.Field(name)!)];
        if (!match.Groups["argument"].Success)
        {
            return named.All(field => Note(fields, field, coordinate));
        }

        string argument = match.Groups["argument"].Value;
        return ((FieldsType)type).Field(name)!.Argument(argument) is not null
            && named.All(field => field.Argument(argument) is not { } definition || Note(inputs, definition, coordinate));
    }

    private static bool Note<T>(Dictionary<T, string> denied, T what, string coordinate)
        where T : notnull
    {
        denied.TryAdd(what, coordinate);
        return true;
    }

    /// <summary>The types whose values may hold a denied field, at any depth.</summary>
    private static HashSet<InputObjectType> Leading(Schema schema, Dictionary<InputDefinition, string> denied)
    {
        var all = schema.Types.OfType<InputObjectType>().ToList();
        var leading = new HashSet<InputObjectType>();
        while (all.RemoveAll(type => type.Fields.Any(field =>
            denied.ContainsKey(field) || (field.Type.Named is InputObjectType below && leading.Contains(below))) && leading.Add(type)) > 0)
        {
        }

        return leading;
    }

    [GeneratedRegex(@"^(?<type>[_A-Za-z][_0-9A-Za-z]*)\.(?<field>[_A-Za-z][_0-9A-Za-z]*)(\((?<argument>[_A-Za-z][_0-9A-Za-z]*):\))?\z")]
    private static partial Regex Form();
}
