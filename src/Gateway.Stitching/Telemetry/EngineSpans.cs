using System.Diagnostics;
using System.Security.Cryptography;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.Linear;
using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Telemetry;

/// <summary>The spans of a request that lacks something. A request that lacks nothing has its server's span and no other.</summary>
/// <remarks>Names and attributes after https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/; never a document's text, nor a variable.</remarks>
internal static class EngineSpans
{
    private static readonly ActivitySource Source = new("Gateway.Stitching");

    /// <summary>Tells the server's span which operation it is, if it is recorded.</summary>
    public static void Name(OperationPlan plan)
    {
        if (Activity.Current is not { IsAllDataRequested: true } server)
        {
            return;
        }

        string kind = plan.Kind switch
        {
            OperationKind.Mutation => "mutation",
            OperationKind.Subscription => "subscription",
            _ => "query",
        };
        server.SetTag("graphql.operation.type", kind);
        server.DisplayName = kind;
        if (plan.Operation.Name?.Value is { Length: <= 100 } name)
        {
            server.SetTag("graphql.operation.name", name);
            server.DisplayName = $"{kind} {name}";
        }
    }

    /// <summary>A wave: what one walk lacked is brought.</summary>
    public static Activity? Wave(int number) => Source.StartActivity("gateway.wave")?.SetTag("gateway.wave.number", number);

    /// <summary>A request to the upstream, by whoever asked first; the others are linked.</summary>
    public static Activity? Upstream(FetchDocument document)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityContext[] askers = [.. document.Needs.Select(need => need.Asker).Where(asker => asker != default).Distinct()];
        var span = Source.StartActivity(
            "gateway.upstream", ActivityKind.Internal, askers.FirstOrDefault(), links: askers.Skip(1).Select(asker => new ActivityLink(asker)));
        span?.SetTag("graphql.document.hash", $"sha256:{Convert.ToHexStringLower(SHA256.HashData(document.Body.Span))}");
        span?.SetTag("gateway.fetch.batch", document.Needs.Count());
        return span;
    }

    /// <summary>Tells how a request to the upstream ended.</summary>
    public static void End(Activity? span, UpstreamReply reply, double points)
    {
        span?.SetTag("gateway.linear.points", points);
        if (reply.Fault is { } fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Type);
        }
    }
}
