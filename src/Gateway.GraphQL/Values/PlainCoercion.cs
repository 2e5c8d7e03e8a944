using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>Coerces variables that are canonical already, by taking their bytes. Whatever else there may be is left to <see cref="JsonCoercion"/>.</summary>
internal static class PlainCoercion
{
    // Those of which every one fits in 32 bits, whatever its digits.
    private const int MostDigits = 9;

    /// <summary>Adds what is given; nothing is written, looked up or told for variables that are not.</summary>
    /// <param name="definitions">The operation's variables.</param>
    /// <param name="plain">As <see cref="RequestVariables.Plain"/>; values are parts of it.</param>
    /// <param name="values">To be filled.</param>
    /// <returns>False if a value is not canonical, or not one of its type; what was added then is no good.</returns>
    public static bool TryCoerce(
        ImmutableArray<VariableDefinition> definitions, ReadOnlyMemory<byte> plain, Dictionary<string, ReadOnlyMemory<byte>> values)
    {
        var json = new Utf8JsonReader(plain.Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var definition = Find(definitions, ref json);
            json.Read();
            if (definition is null)
            {
                continue;
            }

            if (!Fits(ref json, definition.Type))
            {
                return false;
            }

            values[definition.Name] = plain[(int)json.TokenStartIndex..(int)json.BytesConsumed];
        }

        return true;
    }

    private static VariableDefinition? Find(ImmutableArray<VariableDefinition> definitions, ref Utf8JsonReader json)
    {
        foreach (var definition in definitions)
        {
            if (json.ValueTextEquals(definition.Name))
            {
                return definition;
            }
        }

        return null;
    }

    private static bool Fits(ref Utf8JsonReader json, TypeRef type)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return type is not NonNullTypeRef;
        }

        if (type is NonNullTypeRef nonNull)
        {
            type = nonNull.Inner;
        }

        return type is not ListTypeRef && type.Named switch
        {
            EnumType choice => json.TokenType == JsonTokenType.String && choice.Value(json.GetString()!) is not null,
            ScalarType scalar => Fits(ref json, scalar.Kind),
            _ => false,
        };
    }

    private static bool Fits(ref Utf8JsonReader json, ScalarKind kind) => json.TokenType switch
    {
        JsonTokenType.String => kind is ScalarKind.String or ScalarKind.Id or ScalarKind.Custom && IsAscii(json.ValueSpan),
        JsonTokenType.True or JsonTokenType.False => kind is ScalarKind.Boolean or ScalarKind.Custom,
        JsonTokenType.Number => kind == ScalarKind.Int && IsShort(json.ValueSpan),
        _ => false,
    };

    // Text that has one form only, whatever the writer would escape of the rest.
    private static bool IsAscii(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    // No sign, no point, no exponent, and few digits; JSON has no leading zeros.
    private static bool IsShort(ReadOnlySpan<byte> number) => number.Length <= MostDigits && !number.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
