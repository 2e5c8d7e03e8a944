using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Costs;

/// <summary>Weighs arguments that are given, and the input fields within them.</summary>
/// <param name="weights">The weights, nothing for what is not there.</param>
/// <param name="within">Input types in which something has a weight, however deep.</param>
internal sealed class ArgumentWeights(FrozenDictionary<InputDefinition, double> weights, FrozenSet<InputObjectType> within)
{
    /// <summary>Whether any argument of the field can weigh anything.</summary>
    public bool Concern(FieldDefinition field) =>
        field.Arguments.Any(argument => weights.ContainsKey(argument) || IsHeavy(argument.Type.Named));

    /// <summary>The sum of weights of all that has a value other than null.</summary>
    /// <param name="field">The field.</param>
    /// <param name="arguments">Its coerced arguments, a JSON object.</param>
    public double Of(FieldDefinition field, ReadOnlySpan<byte> arguments)
    {
        var reader = new Utf8JsonReader(arguments, new JsonReaderOptions { MaxDepth = 1000 });
        return reader.Read() ? OfObject(ref reader, field.Arguments) : 0;
    }

    private double OfObject(ref Utf8JsonReader reader, ImmutableArray<InputDefinition> members)
    {
        double sum = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Find(reader, members);
            reader.Read();
            if (member is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                sum += weights.GetValueOrDefault(member) + OfValue(ref reader, member.Type.Named);
            }
        }

        return sum;
    }

    private double OfValue(ref Utf8JsonReader reader, NamedType type)
    {
        double sum = 0;
        if (!IsHeavy(type))
        {
            reader.Skip();
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                sum += OfValue(ref reader, type);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            sum = OfObject(ref reader, ((InputObjectType)type).Fields);
        }

        return sum;
    }

    private static InputDefinition? Find(Utf8JsonReader reader, ImmutableArray<InputDefinition> members)
    {
        foreach (var member in members)
        {
            if (reader.ValueTextEquals(member.Name))
            {
                return member;
            }
        }

        return null;
    }

    private bool IsHeavy(NamedType type) => type is InputObjectType input && within.Contains(input);
}
