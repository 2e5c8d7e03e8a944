using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>Coerces the arguments of a field or directive to one canonical JSON object.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Coercing-Field-Arguments</remarks>
public static class ArgumentCoercion
{
    /// <param name="definitions">The arguments that exist.</param>
    /// <param name="given">Those written; none may be unknown.</param>
    /// <param name="variables">The request's variables.</param>
    /// <param name="problem">Why a required argument has no value; null if all is well.</param>
    public static ReadOnlyMemory<byte> Coerce(
        ImmutableArray<InputDefinition> definitions, ImmutableArray<ArgumentSyntax> given, VariableValues variables, out ArgumentProblem? problem)
    {
        var coercion = new Coercion(definitions, given, variables);
        var json = CanonicalJson.Write(coercion, static (writer, state) => state.Write(writer));
        problem = coercion.Problem;
        return json;
    }

    /// <summary>Whether the arguments depend on variables.</summary>
    public static bool HasVariable(ImmutableArray<ArgumentSyntax> given) => given.Any(argument => LiteralCoercion.HasVariable(argument.Value));

    private sealed class Coercion(
        ImmutableArray<InputDefinition> definitions, ImmutableArray<ArgumentSyntax> given, VariableValues variables)
    {
        private int _problemIndex = int.MaxValue;

        /// <summary>That of the argument that is defined first, since they are written in another order.</summary>
        public ArgumentProblem? Problem { get; private set; }

        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            foreach (var definition in definitions.OrderBy(definition => definition.Name, StringComparer.Ordinal))
            {
                var value = given.FirstOrDefault(argument => argument.Name.Value == definition.Name)?.Value;
                if (value is null || LiteralCoercion.IsAbsent(value, variables))
                {
                    if (definition.IsRequired)
                    {
                        Tell(definition, Missing(definition, value), value);
                    }

                    value = definition.DefaultValue;
                }

                if (value is not null)
                {
                    writer.WritePropertyName(definition.Name);
                    if (LiteralCoercion.Write(writer, value, definition.Type, variables) is not null)
                    {
                        Tell(definition, Misfit(definition, value), value);
                    }
                }
            }

            writer.WriteEndObject();
        }

        private void Tell(InputDefinition definition, string message, ValueSyntax? value)
        {
            int index = definitions.IndexOf(definition);
            if (index < _problemIndex)
            {
                _problemIndex = index;
                Problem = new ArgumentProblem(message, value?.Start ?? -1);
            }
        }

        private static string Missing(InputDefinition definition, ValueSyntax? value) => value is VariableSyntax variable
            ? $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was provided the variable \"${variable.Name}\" which was not provided a runtime value."
            : $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided.";

        private static string Misfit(InputDefinition definition, ValueSyntax value) => value is VariableSyntax
            ? $"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null."
            : $"Argument \"{definition.Name}\" has invalid value {LiteralText.PrintForMessage(value)}.";
    }
}
