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
    public static GatewayRoute? Find(string? path) =>
        path is null ? null
        : IsGraphQL(path) ? new GatewayRoute(GraphQL, "")
        : Below(path, "/graphql/") is { } file ? new GatewayRoute(ExplorerFile, file)
        : Is(path, Webhooks) ? new GatewayRoute(Webhooks, "")
        : Below(path, "/health/") is { Length: > 0 } check ? new GatewayRoute(Health, check[^1] == '/' ? check[..^1] : check)
        : null;

    /// <summary>Whether a path is that of the API.</summary>
    public static bool IsGraphQL(string path) => Is(path, GraphQL);

    private static bool Is(string path, string known) =>
        path.StartsWith(known, StringComparison.OrdinalIgnoreCase)
        && (path.Length == known.Length || (path.Length == known.Length + 1 && path[^1] == '/'));

    private static string? Below(string path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) ? path[folder.Length..] : null;
}
