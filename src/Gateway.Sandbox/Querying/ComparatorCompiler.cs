using System.Text.Json;
using Gateway.GraphQL.Types;

namespace Gateway.Sandbox.Querying;

/// <summary>Turns a comparator into a test of a leaf value.</summary>
/// <remarks>Without a value only <c>null: true</c> and the negative comparisons hold.</remarks>
internal static class ComparatorCompiler
{
    /// <exception cref="InvalidArgumentException">A date makes no sense.</exception>
    public static Func<object?, bool> Compile(InputObjectType type, JsonElement comparator, DateTimeOffset now)
    {
        bool isDate = type.Name.Contains("Date", StringComparison.Ordinal);
        var tests = new List<Func<object?, bool>>();
        foreach (var property in comparator.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            if (property.Name is "and" or "or")
            {
                var itemType = (InputObjectType)type.Field(property.Name)!.Type.Named;
                tests.Add(Tests.Join(property.Name == "or", property.Value, item => Compile(itemType, item, now)));
            }
            else if (property.Value.ValueKind == JsonValueKind.Array)
            {
                HashSet<object> set = [.. property.Value.EnumerateArray().Select(item => Operand(item, isDate, now))];
                bool isIn = property.Name == "in";
                tests.Add(value => (value is not null && set.Contains(isDate ? Operands.Like(value, set) : value)) == isIn);
            }
            else
            {
                tests.Add(Test(property.Name, Operand(property.Value, isDate, now), isDate));
            }
        }

        return Tests.All(tests);
    }

    private static Func<object?, bool> Test(string name, object operand, bool isDate) => name switch
    {
        "null" => value => value is null == (bool)operand,
        "eq" => value => value is not null && Compare(value, operand, isDate) == 0,
        "neq" => value => value is null || Compare(value, operand, isDate) != 0,
        "gt" => value => value is not null && Compare(value, operand, isDate) > 0,
        "gte" => value => value is not null && Compare(value, operand, isDate) >= 0,
        "lt" => value => value is not null && Compare(value, operand, isDate) < 0,
        "lte" => value => value is not null && Compare(value, operand, isDate) <= 0,
        _ => OfText(name, (string)operand),
    };

    private static Func<object?, bool> OfText(string name, string operand)
    {
        const StringComparison Exact = StringComparison.Ordinal;
        const StringComparison Loose = StringComparison.OrdinalIgnoreCase;
        return name switch
        {
            "eqIgnoreCase" => value => value is string text && text.Equals(operand, Loose),
            "neqIgnoreCase" => value => value is not string text || !text.Equals(operand, Loose),
            "contains" => value => value is string text && text.Contains(operand, Exact),
            "containsIgnoreCase" => value => value is string text && text.Contains(operand, Loose),
            "containsIgnoreCaseAndAccent" => value => value is string text && Operands.Plain(text).Contains(Operands.Plain(operand), Loose),
            "notContains" => value => value is not string text || !text.Contains(operand, Exact),
            "notContainsIgnoreCase" => value => value is not string text || !text.Contains(operand, Loose),
            "startsWith" => value => value is string text && text.StartsWith(operand, Exact),
            "startsWithIgnoreCase" => value => value is string text && text.StartsWith(operand, Loose),
            "notStartsWith" => value => value is not string text || !text.StartsWith(operand, Exact),
            "endsWith" => value => value is string text && text.EndsWith(operand, Exact),
            "notEndsWith" => value => value is not string text || !text.EndsWith(operand, Exact),
            _ => _ => true,
        };
    }

    private static int Compare(object value, object operand, bool isDate) => (value, operand) switch
    {
        (double left, double right) => left.CompareTo(right),
        (bool left, bool right) => left.CompareTo(right),
        (string left, string right) when isDate => string.CompareOrdinal(left, right[..Math.Min(left.Length, right.Length)]),
        (string left, string right) => string.CompareOrdinal(left, right),
        _ => -1,
    };

    private static object Operand(JsonElement json, bool isDate, DateTimeOffset now) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        _ when isDate => Operands.Date(json.ToString(), now),
        _ => json.ToString(),
    };
}
