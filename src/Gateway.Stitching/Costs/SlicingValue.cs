using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Costs;

/// <summary>The value of a slicing argument of one field of one query: known when it was planned, or with the variables.</summary>
internal sealed class SlicingValue
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1000 };

    private readonly long? _constant;
    private readonly string? _variable;
    private readonly ImmutableArray<InputDefinition> _within;

    private SlicingValue(long? constant, string? variable, ImmutableArray<InputDefinition> within) =>
        (_constant, _variable, _within) = (constant, variable, within);

    /// <summary>Whether no variable decides it.</summary>
    public bool IsConstant => _variable is null;

    /// <summary>What the field gives for an argument, or the argument's default.</summary>
    public static SlicingValue Of(SlicingArgument argument, ArgumentsPlan arguments)
    {
        var path = argument.Path;
        if (arguments.Slot < 0)
        {
            return new SlicingValue(Number(arguments.Constant.Span, path), null, []);
        }

        var value = arguments.Nodes.FirstOrDefault(node => node.Name.Value == path[0].Name)?.Value ?? path[0].DefaultValue;
        for (int i = 0; i < path.Length; i++)
        {
            switch (value)
            {
                case VariableSyntax variable:
                    return new SlicingValue(Default(path, i), variable.Name, path[(i + 1)..]);
                case ObjectValueSyntax literal when i + 1 < path.Length:
                    value = Member(literal, path[i + 1]);
                    break;
                default:
                    return new SlicingValue(i == path.Length - 1 ? Number(value) : null, null, []);
            }
        }

        return new SlicingValue(null, null, []);
    }

    /// <summary>The number; null if there is none.</summary>
    public long? Of(VariableValues variables)
    {
        if (_variable is null || !variables.TryGet(_variable, out var json))
        {
            return _constant;
        }

        return Number(json.Span, _within);
    }

    /// <summary>What counts if the variable at that step of the way is absent.</summary>
    private static long? Default(ImmutableArray<InputDefinition> path, int step)
    {
        var value = path[step].DefaultValue;
        while (value is ObjectValueSyntax literal && ++step < path.Length)
        {
            value = Member(literal, path[step]);
        }

        return Number(value);
    }

    private static ValueSyntax? Member(ObjectValueSyntax literal, InputDefinition member) =>
        literal.Fields.FirstOrDefault(field => field.Name.Value == member.Name)?.Value ?? member.DefaultValue;

    private static long? Number(ValueSyntax? value) => value is IntValueSyntax number && long.TryParse(number.Text, CultureInfo.InvariantCulture, out long count) ? count : null;

    private static long? Number(ReadOnlySpan<byte> json, ImmutableArray<InputDefinition> path)
    {
        if (path.IsEmpty)
        {
            return Utf8Parser.TryParse(json, out long bare, out int read) && read == json.Length ? bare : null;
        }

        var reader = new Utf8JsonReader(json, Deep);
        reader.Read();
        foreach (var step in path)
        {
            if (!Enter(ref reader, step.Name))
            {
                return null;
            }
        }

        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long count) ? count : null;
    }

    private static bool Enter(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isFound = reader.ValueTextEquals(name);
            reader.Read();
            if (isFound)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
