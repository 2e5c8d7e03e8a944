using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Gathers differences, and knows how to say the usual ones.</summary>
internal sealed class SchemaDifferences
{
    private readonly ImmutableArray<SchemaDifference>.Builder _found = ImmutableArray.CreateBuilder<SchemaDifference>();

    public void Add(SchemaDifferenceKind kind, string coordinate, string message) => _found.Add(new SchemaDifference(kind, coordinate, message));

    public void AddMissing(SchemaDifferenceKind kind, string coordinate) =>
        Add(kind, coordinate, $"{coordinate} does not exist in the published schema.");

    public void AddRequired(SchemaDifferenceKind kind, string coordinate, TypeRef type) =>
        Add(kind, coordinate, $"{coordinate} of type {type} is required by the published schema, but not known here.");

    public void CompareType(SchemaDifferenceKind kind, string coordinate, TypeRef type, TypeRef published)
    {
        // The types belong to different schemas, so only their names can be the same.
        if (type.ToString() != published.ToString())
        {
            Add(kind, coordinate, $"{coordinate} is of type {type}, but {published} in the published schema.");
        }
    }

    public void CompareDefault(string coordinate, InputDefinition input, InputDefinition published)
    {
        string? value = Print(input.DefaultValue);
        string? other = Print(published.DefaultValue);
        if (value != other)
        {
            Add(
                SchemaDifferenceKind.DefaultValueChanged,
                coordinate,
                $"{coordinate} has {Name("default", value)}, but {Name("default", other)} in the published schema.");
        }
    }

    public void CompareDeprecation(string coordinate, string? reason, string? published)
    {
        if (reason != published)
        {
            Add(
                SchemaDifferenceKind.DeprecationChanged,
                coordinate,
                $"{coordinate} has {Name("deprecation", Quote(reason))}, but {Name("deprecation", Quote(published))} in the published schema.");
        }
    }

    public ImmutableArray<SchemaDifference> ToImmutable() => _found.ToImmutable();

    private static string? Print(ValueSyntax? value) => value is null ? null : LiteralText.PrintSorted(value);

    private static string? Quote(string? text) => text is null ? null : $"\"{text}\"";

    private static string Name(string what, string? value) => value is null ? $"no {what}" : $"{what} {value}";
}
