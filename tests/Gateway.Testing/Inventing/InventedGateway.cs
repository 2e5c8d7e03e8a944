using System.Text;
using System.Text.Json;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Stitching;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;

namespace Gateway.Testing.Inventing;

/// <summary>An engine in front of an invented upstream, without a network between them.</summary>
public sealed class InventedGateway
{
    private InventedGateway(Schema upstream, Schema served, int seed)
    {
        Upstream = new InventedUpstream(upstream, seed);
        Model = ModelBuilder.Build(served, TimeSpan.FromMinutes(1), out var problems);
        if (!problems.IsEmpty)
        {
            throw new InvalidOperationException(string.Join('\n', problems));
        }

        Engine = new GatewayEngine(Model, new MemoryRecordStore(64 << 20), Upstream, new FetchOptions(), new LimitsOptions { Cost = 1_000_000_000 }, TimeProvider.System);
    }

    public InventedUpstream Upstream { get; }

    public GatewayModel Model { get; }

    public GatewayEngine Engine { get; }

    /// <summary>A gateway that serves a schema as it is, extended by other texts.</summary>
    public static InventedGateway Over(string sdl, int seed, params string[] extensions) =>
        new(BuildSchema(sdl), BuildSchema([sdl, .. extensions]), seed);

    public static Schema BuildSchema(params string[] texts)
    {
        var parsed = texts.Select(text => Parser.Parse(text, ParserLimits.Schema)).ToList();
        string[] errors = [.. parsed.Where(result => !result.Ok).Select(result => result.Error!.Message)];
        if (errors.Length > 0)
        {
            throw new InvalidOperationException(string.Join('\n', errors));
        }

        DocumentSyntax[] documents = [.. parsed.Select(result => result.Document!)];
        var built = SchemaBuilder.Build(new SchemaBuildOptions { MergeFieldExtensions = true }, documents);
        return built.Schema ?? throw new InvalidOperationException(string.Join('\n', built.Errors.Select(error => error.Message)));
    }

    /// <summary>Asks the gateway.</summary>
    public async Task<string> AskAsync(string document)
    {
        using var json = JsonDocument.Parse("{}");
        using var output = new ResponseBuffer();
        await Engine.ExecuteAsync(
            new GatewayRequest(Encoding.UTF8.GetBytes(document), null, json.RootElement, true), output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
