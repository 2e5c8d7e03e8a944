using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Testing;

/// <summary>The schemas of the repository, built once.</summary>
public static class TestSchema
{
    /// <summary>The slice alone, as the upstream has it.</summary>
    public static Schema Slice { get; } = Build("linear.graphql");

    /// <summary>The slice with what the gateway adds.</summary>
    public static Schema Gateway { get; } = Build("linear.graphql", "gateway.graphql");

    /// <summary>A model of the gateway's schema.</summary>
    public static GatewayModel Model()
    {
        var model = ModelBuilder.Build(Gateway, TimeSpan.FromMinutes(1), out var problems);
        return problems.IsEmpty ? model : throw new InvalidOperationException(string.Join('\n', problems));
    }

    /// <summary>What the gateway adds, as text.</summary>
    public static string Extensions => Encoding.UTF8.GetString(Bytes("gateway.graphql"));

    public static DocumentSyntax Read(string name)
    {
        var parsed = Parser.Parse(Bytes(name), ParserLimits.Schema);
        return parsed.Ok ? parsed.Document : throw new InvalidOperationException($"{name}: {parsed.Error}");
    }

    private static Schema Build(params string[] names)
    {
        var result = SchemaBuilder.Build(
            new SchemaBuildOptions { MergeFieldExtensions = true }, [.. names.Select((name, i) => i < names.Length - 1 ? WithoutSubscription(Read(name)) : Read(name))]);
        return result.Ok ? result.Schema : throw new InvalidOperationException(string.Join('\n', result.Errors.Select(error => error.Message)));
    }

    // Callers are offered the gateway's own.
    private static DocumentSyntax WithoutSubscription(DocumentSyntax slice) =>
        new(slice.Source, [.. slice.Definitions.Where(definition => definition is not ObjectTypeSyntax { Name.Value: "Subscription" })]);

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(TestSchema).Assembly.GetManifestResourceStream($"schema/{name}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
