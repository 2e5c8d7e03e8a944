using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;
using Gateway.Linear;

namespace Gateway.Schemas;

/// <summary>Asks an upstream for its whole schema.</summary>
/// <remarks>The answer is some megabytes for a thousand types, and bounded as every answer is (<c>Linear:MaxResponseBytes</c>).</remarks>
internal static class UpstreamIntrospection
{
    private static readonly ReadOnlyMemory<byte> Newest = Body(IntrospectionQuery.ForUpstream());
    private static readonly ReadOnlyMemory<byte> Oldest = Body(IntrospectionQuery.ForOldUpstream());

    public static async Task<IntrospectionOutcome> AskAsync(IUpstream upstream, UpstreamPriority priority, CancellationToken cancel)
    {
        var reply = await upstream.SendAsync(new UpstreamRequest(Newest) { Priority = priority }, cancel);
        if (reply.Fault is null && reply.Data.IsEmpty && reply.Errors.Any(IsOfValidation))
        {
            reply = await upstream.SendAsync(new UpstreamRequest(Oldest) { Priority = priority }, cancel);
        }

        if (reply.Fault is { } fault)
        {
            return Failed($"The upstream did not answer ({fault.Kind}): {fault.Message}");
        }

        if (reply.Data.IsEmpty || !reply.Errors.IsEmpty)
        {
            return Failed($"The upstream refuses to tell its schema: {(reply.Errors is [var first, ..] ? first.Message : "without a reason.")}");
        }

        var read = IntrospectionReader.Read(reply.Data);
        return read.Ok ? new IntrospectionOutcome(read.Schema, null) : Failed(read.Errors[0].Message);
    }

    private static bool IsOfValidation(UpstreamError error) => error.Code == "GRAPHQL_VALIDATION_FAILED" || error.Type == "graphql error";

    private static IntrospectionOutcome Failed(string fault) => new(null, fault);

    private static ReadOnlyMemory<byte> Body(string query) => CanonicalJson.Write(query, static (writer, query) =>
    {
        writer.WriteStartObject();
        writer.WriteString("query"u8, query);
        writer.WriteEndObject();
    });
}
