using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Mapping;

/// <summary>How entities of a type are read from the upstream: a root field whose arguments hold <c>$key</c>, or <c>$keys</c> and <c>$count</c>.</summary>
/// <param name="Field">The root field.</param>
/// <param name="Arguments">As written in the schema.</param>
internal sealed record Lookup(FieldDefinition Field, ImmutableArray<ArgumentSyntax> Arguments)
{
    /// <summary>The arguments for one entity, as a canonical JSON object.</summary>
    public ReadOnlyMemory<byte> ForKey(string key) => Coerce(("key", CanonicalJson.OfString(key)));

    /// <summary>The arguments for several entities, as a canonical JSON object.</summary>
    public ReadOnlyMemory<byte> ForKeys(IReadOnlyCollection<string> keys) => Coerce(
        ("keys", CanonicalJson.Write(keys, WriteAll)),
        ("count", CanonicalJson.Write(keys.Count, static (writer, count) => writer.WriteNumberValue(count))));

    private static void WriteAll(Utf8JsonWriter writer, IReadOnlyCollection<string> texts)
    {
        writer.WriteStartArray();
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private ReadOnlyMemory<byte> Coerce(params ReadOnlySpan<(string Name, ReadOnlyMemory<byte> Json)> variables)
    {
        var values = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var (name, json) in variables)
        {
            values[name] = json;
        }

        return ArgumentCoercion.Coerce(Field.Arguments, Arguments, VariableValues.Of(values), out _);
    }
}
