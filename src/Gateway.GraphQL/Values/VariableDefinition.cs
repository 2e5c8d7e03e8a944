using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>A variable of an operation, with its type found in the schema.</summary>
/// <param name="Name">Without the dollar sign.</param>
/// <param name="Type">An input type.</param>
/// <param name="DefaultValue">As written; null if there is none.</param>
/// <param name="Start">The byte offset of its definition, for errors.</param>
public sealed record VariableDefinition(string Name, TypeRef Type, ValueSyntax? DefaultValue, int Start)
{
    private byte[]? _defaultJson;

    /// <summary>The default value, coerced; to be asked for only where there is one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal ReadOnlyMemory<byte> DefaultJson => _defaultJson ??= WriteDefault();

    // Whoever asks at the same time makes the same.
    private byte[] WriteDefault()
    {
        var value = DefaultValue ?? throw new InvalidOperationException("There is no default value.");
        return CanonicalJson.Write(
            (value, Type),
            static (writer, state) => LiteralCoercion.Write(writer, state.value, state.Type, VariableValues.Empty)).ToArray();
    }
}
