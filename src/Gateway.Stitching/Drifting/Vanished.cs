using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Drifting;

/// <summary>What the schema that is served has and the upstream has not any more, so that it is not asked for. Immutable.</summary>
public sealed class Vanished
{
    internal Vanished()
    {
    }

    public static Vanished Nothing { get; } = new();

    /// <summary>What has vanished or changed so much that it cannot be asked for, in the order of the schema.</summary>
    public ImmutableArray<SchemaDifference> Differences { get; internal init; } = [];

    public bool IsEmpty => Differences.IsEmpty;

    /// <summary>Fields of objects.</summary>
    internal HashSet<FieldDefinition> Fields { get; init; } = [];

    /// <summary>Arguments and input fields, each with the JSON of its default; null for none.</summary>
    internal Dictionary<InputDefinition, string?> Inputs { get; init; } = [];

    /// <summary>Arguments that must be given now.</summary>
    internal HashSet<InputDefinition> Required { get; init; } = [];

    /// <summary>Input types that cannot be made any more.</summary>
    internal HashSet<InputObjectType> InputTypes { get; init; } = [];

    internal HashSet<(EnumType Type, string Value)> EnumValues { get; init; } = [];

    /// <summary>Members of unions and interfaces.</summary>
    internal HashSet<(NamedType Abstract, ObjectType Member)> Members { get; init; } = [];

    /// <summary>The types of arguments as the upstream writes them now, where they are others.</summary>
    internal Dictionary<InputDefinition, string> Types { get; init; } = [];

    /// <summary>Lookups that do not work any more.</summary>
    internal HashSet<Lookup> Lookups { get; init; } = [];

    /// <summary>Whether a field cannot be asked for with those arguments.</summary>
    /// <param name="field">A field of an object.</param>
    /// <param name="arguments">Canonical JSON.</param>
    internal bool Has(FieldDefinition field, ReadOnlyMemory<byte> arguments)
    {
        if (IsEmpty)
        {
            return false;
        }

        if (Fields.Contains(field))
        {
            return true;
        }

        if (field.Arguments.IsEmpty || (Inputs.Count == 0 && Required.Count == 0 && InputTypes.Count == 0 && EnumValues.Count == 0))
        {
            return false;
        }

        using var json = JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = 1000 });
        foreach (var argument in field.Arguments)
        {
            bool isGiven = json.RootElement.TryGetProperty(argument.Name, out var value);
            if (isGiven ? Has(argument, value) : Required.Contains(argument))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an argument is to be left out, since it means nothing: it has its default. With any other value the field is not to be asked for.</summary>
    internal bool Omits(InputDefinition argument, JsonElement value) =>
        Inputs.TryGetValue(argument, out string? otherwise) && value.GetRawText() == otherwise;

    /// <summary>The type of an argument, to declare a variable for it.</summary>
    internal string TypeOf(InputDefinition argument) => Types.GetValueOrDefault(argument) ?? argument.Type.ToString()!;

    private bool Has(InputDefinition input, JsonElement value) => Inputs.TryGetValue(input, out string? otherwise)
        ? value.GetRawText() != otherwise
        : Has(input.Type.Named, value);

    private bool Has(NamedType type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Any(item => Has(type, item)),
        JsonValueKind.String when type is EnumType choice => EnumValues.Contains((choice, value.GetString()!)),
        JsonValueKind.Object when type is InputObjectType input =>
            InputTypes.Contains(input)
            || value.EnumerateObject().Any(given => input.Field(given.Name) is { } field && Has(field, given.Value)),
        _ => false,
    };
}
