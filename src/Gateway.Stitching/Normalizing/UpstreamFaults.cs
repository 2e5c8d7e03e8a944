using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Normalizing;

/// <summary>Turns what the upstream client reports into what a field reports.</summary>
internal static class UpstreamFaults
{
    /// <summary>An error of the upstream, wherever in the answer it happened.</summary>
    public static FieldFault Of(UpstreamError error) => new(error.Message) { Extensions = error.Extensions };

    /// <summary>An error of the upstream at a field; <paramref name="depth"/> steps of its path led there, and the rest names keys.</summary>
    public static FieldFault Of(FetchDocument document, UpstreamError error, int depth) =>
        Of(error) with { Below = ErrorPath.From(document, error, depth) };

    /// <summary>An exchange that brought no answer.</summary>
    public static FieldFault Of(UpstreamFault fault) => Create(fault.Message, fault.Type);

    /// <summary>A failure that the gateway itself tells, in the form of the upstream's errors.</summary>
    public static FieldFault Create(string message, string type) => new(message)
    {
        Extensions = CanonicalJson.Write(type, static (writer, type) =>
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WriteEndObject();
        }),
    };
}
