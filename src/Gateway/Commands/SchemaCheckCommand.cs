using Gateway.GraphQL.Types;
using Gateway.Schemas;

namespace Gateway.Commands;

/// <summary>Compares what the gateway offers with a published schema.</summary>
internal static class SchemaCheckCommand
{
    private static readonly SchemaDifferenceKind[] Harmless = [SchemaDifferenceKind.DeprecationChanged, SchemaDifferenceKind.DefaultValueChanged];

    private static readonly SchemaDifferenceKind[] HarmlessIfNewer =
        [SchemaDifferenceKind.FieldMissing, SchemaDifferenceKind.FieldTypeChanged, SchemaDifferenceKind.TypeMissing];

    /// <returns>0 if all that is offered is there, even if more could be offered; 1 if something is not; 2 if there is nothing to compare.</returns>
    public static int Run(CommandLine line, TextWriter output, TextWriter error)
    {
        var faults = line.Faults.ToList();
        var schemas = SchemaLoader.Load(SchemaSettings.Of(line), faults);
        var published = line.Against is { } path && SchemaFile.TryRead(path, "", faults, out var file) ? SchemaLoader.Build(file, faults) : null;
        if (schemas is null || published is null || faults.Count > 0)
        {
            return FaultReport.Write(error, "The schemas cannot be compared:", faults, 2);
        }

        var differences = SchemaComparer.Compare(schemas.Slice, published);
        var notOffered = SchemaComparer.FindNotOffered(schemas.Slice, published);
        int missing = differences.Count(difference => !IsHarmless(schemas.Slice, difference));
        foreach (var difference in differences.Concat(notOffered))
        {
            output.Write($"{difference.Kind} {difference.Coordinate}: {difference.Message}\n");
        }

        int count = differences.Length + notOffered.Length;
        output.Write($"{count} differences, of which {missing} are in the way of queries and {notOffered.Length} are published but not offered.\n");
        output.Flush();
        return missing == 0 ? 0 : 1;
    }

    // What is marked as newer than the published schema may be missing there, and is nullable whatever it turns out to be.
    private static bool IsHarmless(Schema slice, SchemaDifference difference) =>
        Harmless.Contains(difference.Kind) || (HarmlessIfNewer.Contains(difference.Kind) && IsNewer(slice, difference.Coordinate.Split('.')));

    private static bool IsNewer(Schema slice, string[] coordinate) => (slice.Type(coordinate[0]), coordinate) switch
    {
        (FieldsType type, [_, var field]) => type.Field(field)?.Directive("newer") is not null,
        ({ } type, [_]) => type.Directives.Any(directive => directive.Name.Value == "newer"),
        _ => false,
    };
}
