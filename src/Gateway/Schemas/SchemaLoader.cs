using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Schemas;

/// <summary>Builds the schemas from their files.</summary>
internal static class SchemaLoader
{
    private const string SliceName = "linear.graphql";

    private static readonly SchemaBuildOptions Merging = new() { MergeFieldExtensions = true };

    /// <summary>Both schemas; null if there are faults, each with file, line and column.</summary>
    public static SchemaPair? Load(SchemaOptions options, List<string> faults)
    {
        bool hasSlice = SchemaFile.TryRead(options.Slice, SliceName, faults, out var slice);
        bool hasExtensions = SchemaFile.TryRead(options.Extensions, "gateway.graphql", faults, out var extensions);
        if (!hasSlice || !hasExtensions)
        {
            return null;
        }

        if (Merge(slice!, extensions!) is { } merged)
        {
            return new SchemaPair(slice!, merged);
        }

        // Only now it matters which of the two is to blame.
        if (Build(slice!, faults) is not null)
        {
            Explain(slice!, extensions!, faults);
        }

        return null;
    }

    /// <summary>The slice that is built in, whatever is served.</summary>
    public static Schema BuiltInSlice() => SchemaFile.TryRead("", SliceName, [], out var file) && Build(file, []) is { } slice
        ? slice
        : throw new InvalidOperationException("The slice that is built in is not valid.");

    /// <summary>The schema of one file; null if there are faults.</summary>
    public static Schema? Build(SchemaFile file, List<string> faults)
    {
        var built = SchemaBuilder.Build(file.Parsed.Document!);
        faults.AddRange(built.Errors.Select(file.Tell));
        return built.Schema;
    }

    private static Schema? Merge(SchemaFile slice, SchemaFile extensions) =>
        SchemaBuilder.Build(Merging, WithoutSubscription(slice.Parsed.Document!, int.MaxValue), extensions.Parsed.Document!).Schema;

    // What callers may subscribe to is the gateway's own: it is told by events, whichever way they come. Of that of the upstream see Feeding/FeedPlan.
    private static DocumentSyntax WithoutSubscription(DocumentSyntax document, int among) =>
        new(document.Source, [.. document.Definitions.Where((definition, i) => i >= among || !IsSubscription(definition))]);

    private static bool IsSubscription(DefinitionSyntax definition) => definition is ObjectTypeSyntax { IsExtension: false, Name.Value: "Subscription" };

    // One text of both, since errors tell lines but not texts.
    private static void Explain(SchemaFile slice, SchemaFile extensions, List<string> faults)
    {
        byte[] text = [.. slice.Utf8, (byte)'\n', .. extensions.Utf8];
        var both = Parser.Parse(text, ParserLimits.Schema).Document!;
        var built = SchemaBuilder.Build(Merging, WithoutSubscription(both, slice.Parsed.Document!.Definitions.Length));
        faults.AddRange(built.Errors.Select(error => Tell(slice, extensions, error)));
    }

    private static string Tell(SchemaFile slice, SchemaFile extensions, GraphQLError error) =>
        error.Locations is [var location, ..] && location.Line > slice.Lines
            ? extensions.Tell(error.Message, location with { Line = location.Line - slice.Lines })
            : slice.Tell(error);
}
