using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.Linear;

namespace Gateway.Stitching.Normalizing;

/// <summary>Turns what the upstream client reports into what a field reports.</summary>
internal static class UpstreamFaults
{
    /// <summary>An error of the upstream at a field; <paramref name="depth"/> steps of its path led there.</summary>
    public static FieldFault Of(UpstreamError error, int depth)
    {
        var below = ImmutableArray.CreateBuilder<PathSegment>();
        foreach (var segment in error.Path.AsSpan()[Math.Min(depth, error.Path.Length)..])
        {
            below.Add(segment.Name is { } name ? new PathSegment(name) : new PathSegment(segment.Index));
        }

        return new FieldFault(error.Message) { Extensions = error.Extensions, Below = below.ToImmutable() };
    }

    /// <summary>An exchange that brought no answer.</summary>
    public static FieldFault Of(UpstreamFault fault) => Create(fault.Message, fault.Type);

    /// <summary>A failure that the gateway itself tells, in the form of the upstream's errors.</summary>
    public static FieldFault Create(string message, string type)
    {
        byte[] extensions = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["type"] = type });
        return new FieldFault(message) { Extensions = extensions };
    }
}
