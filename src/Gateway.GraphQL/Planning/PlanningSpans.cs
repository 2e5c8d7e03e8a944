using System.Diagnostics;

namespace Gateway.GraphQL.Planning;

/// <summary>The spans of a document that is not known yet. Null where nobody traces.</summary>
/// <remarks>Names after https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/.</remarks>
internal static class PlanningSpans
{
    private static readonly ActivitySource Source = new("Gateway.GraphQL");

    public static Activity? Parse() => Source.StartActivity("graphql.parse");

    public static Activity? Validate() => Source.StartActivity("graphql.validate");

    /// <summary>An operation is compiled, for one combination of its conditions.</summary>
    public static Activity? Plan() => Source.StartActivity("graphql.plan");
}
