using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;

namespace Gateway.Benchmarks;

/// <summary>The ten typical documents, and the schema they are written for.</summary>
internal static class Documents
{
    private const string Folder = "documents/";

    public static Schema Schema { get; } = Build();

    /// <summary>In the order of their numbers.</summary>
    public static string[] Names { get; } = [.. typeof(Documents).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..])
        .Order(StringComparer.Ordinal)];

    public static byte[] Read(string name) => ReadResource(Folder + name);

    /// <summary>Variables that fit, as JSON.</summary>
    public static byte[] Variables(string name) => Encoding.UTF8.GetBytes(name switch
    {
        "06-mutation" => """
            {"input":{"agentSessionId":"5f0c8f0e-6a53-4a7d-9a4e-3d1d5b0d9d61","content":{"type":"thought","body":"Reading the logs first."}}}
            """,
        "09-big-values" => """{"team":"9cfb482a-81e3-4154-b5b9-2c805e70a02d"}""",
        _ => """{"id":"5f0c8f0e-6a53-4a7d-9a4e-3d1d5b0d9d61","first":25}""",
    });

    private static Schema Build()
    {
        var parsed = Parser.Parse(ReadResource("linear.graphql"), ParserLimits.Schema);
        var built = SchemaBuilder.Build(parsed.Document ?? throw new InvalidOperationException(parsed.Error?.Message));
        return built.Schema ?? throw new InvalidOperationException(built.Errors[0].Message);
    }

    private static byte[] ReadResource(string name)
    {
        using var stream = typeof(Documents).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
