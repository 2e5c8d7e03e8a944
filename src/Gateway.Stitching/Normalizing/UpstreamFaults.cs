using System.Text.Json;
using Gateway.GraphQL.Execution;
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
    public static FieldFault Create(string message, string type)
    {
        byte[] extensions = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["type"] = type });
        return new FieldFault(message) { Extensions = extensions };
    }
}
