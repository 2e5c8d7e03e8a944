namespace Gateway.Http;

/// <summary>What is served, by path. Case does not matter, nor does a slash at the end.</summary>
/// <param name="Template">The path as the documentation writes it, for logs, spans and metrics: what was asked for may hold anything.</param>
/// <param name="Rest">What stands where the template has a parameter.</param>
/// <remarks>The framework's routing would do, and keeps two megabytes more than four comparisons.</remarks>
internal readonly record struct GatewayRoute(string Template, string Rest)
{
    public const string GraphQL = "/graphql";
    public const string ExplorerFile = "/graphql/{**file}";
    public const string Webhooks = "/webhooks/linear";
    public const string Health = "/health/{check}";

    /// <summary>What is at a path; null if nothing is.</summary>
    public static GatewayRoute? Find(string? path)
    {
        if (path is null)
        {
            return null;
        }

        return IsGraphQL(path) ? new GatewayRoute(GraphQL, "")
            : path.StartsWith("/graphql/", StringComparison.OrdinalIgnoreCase) ? new GatewayRoute(ExplorerFile, path["/graphql/".Length..])
            : Is(path, Webhooks) ? new GatewayRoute(Webhooks, "")
            : path.StartsWith("/health/", StringComparison.OrdinalIgnoreCase) && path.Length > "/health/".Length
                ? new GatewayRoute(Health, path["/health/".Length..].TrimEnd('/'))
            : null;
    }

    /// <summary>Whether a path is that of the API.</summary>
    public static bool IsGraphQL(string path) => Is(path, GraphQL);

    private static bool Is(string path, string known) =>
        path.StartsWith(known, StringComparison.OrdinalIgnoreCase)
        && (path.Length == known.Length || (path.Length == known.Length + 1 && path[^1] == '/'));
}
