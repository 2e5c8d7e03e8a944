using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>Coerces the variables of a request to the types its operation declares.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Coercing-Variable-Values</remarks>
public static class VariableCoercion
{
    private const int MaxErrors = 50;

    /// <param name="definitions">The operation's variables.</param>
    /// <param name="given">Values that are canonical already are taken as they are; the text that they are part of is copied.</param>
    /// <param name="source">The document, for the locations of errors.</param>
    public static VariableCoercionResult Coerce(ImmutableArray<VariableDefinition> definitions, RequestVariables given, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (definitions.IsEmpty)
        {
            return new VariableCoercionResult(VariableValues.Empty);
        }

        try
        {
            return TryCoercePlain(definitions, given) ?? CoerceAll(definitions, given.Tree, source);
        }
        catch (InvalidOperationException)
        {
            // The JSON reader takes lone surrogates for granted until the text is asked for.
            return new VariableCoercionResult([new GraphQLError("Variables hold text that is not valid Unicode.")]);
        }
    }

    private static VariableCoercionResult? TryCoercePlain(ImmutableArray<VariableDefinition> definitions, RequestVariables given)
    {
        if (given.Plain.IsEmpty)
        {
            return null;
        }

        // Values may be held for longer than the request.
        ReadOnlyMemory<byte> own = given.Plain.ToArray();
        var values = new Dictionary<string, ReadOnlyMemory<byte>>(definitions.Length);
        if (!PlainCoercion.TryCoerce(definitions, own, values))
        {
            return null;
        }

        foreach (var definition in definitions)
        {
            if (values.ContainsKey(definition.Name))
            {
                continue;
            }

            if (definition.DefaultValue is not null)
            {
                values[definition.Name] = definition.DefaultJson;
            }
            else if (definition.Type is NonNullTypeRef)
            {
                return null;
            }
        }

        return new VariableCoercionResult(new VariableValues(values));
    }

    private static VariableCoercionResult CoerceAll(ImmutableArray<VariableDefinition> definitions, JsonElement given, SourceText source)
    {
        var values = new Dictionary<string, ReadOnlyMemory<byte>>(definitions.Length);
        var errors = ImmutableArray.CreateBuilder<GraphQLError>();
        foreach (var definition in definitions)
        {
            var problems = new List<string>();
            CoerceOne(definition, given, values, problems);
            foreach (string problem in problems)
            {
                if (errors.Count == MaxErrors)
                {
                    errors.Add(new GraphQLError("Too many errors processing variables, error limit reached. Execution aborted."));
                    return new VariableCoercionResult(errors.ToImmutable());
                }

                errors.Add(new GraphQLError(problem, source.Locate(definition.Start)));
            }
        }

        return errors.Count > 0 ? new VariableCoercionResult(errors.ToImmutable()) : new VariableCoercionResult(new VariableValues(values));
    }

    private static void CoerceOne(
        VariableDefinition definition, JsonElement given, Dictionary<string, ReadOnlyMemory<byte>> values, List<string> problems)
    {
        if (given.ValueKind != JsonValueKind.Object || !given.TryGetProperty(definition.Name, out var value))
        {
            if (definition.DefaultValue is not null)
            {
                values[definition.Name] = definition.DefaultJson;
            }
            else if (definition.Type is NonNullTypeRef)
            {
                problems.Add($"Variable \"${definition.Name}\" of required type \"{definition.Type}\" was not provided.");
            }
        }
        else if (value.ValueKind == JsonValueKind.Null && definition.Type is NonNullTypeRef)
        {
            problems.Add($"Variable \"${definition.Name}\" of non-null type \"{definition.Type}\" must not be null.");
        }
        else
        {
            var coercion = new JsonCoercion(definition.Name, problems);
            values[definition.Name] = CanonicalJson.Write(
                (coercion, value, definition.Type),
                static (writer, state) => state.coercion.Write(writer, state.value, state.Type));
        }
    }
}
