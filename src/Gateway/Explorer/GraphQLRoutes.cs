using Gateway.Http;
using Gateway.Live;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Explorer;

/// <summary>Decides who answers what comes for <c>/graphql</c>.</summary>
internal static class GraphQLRoutes
{
    /// <summary>The one path of the API, and of the page for browsers.</summary>
    public const string Path = "/graphql";

    private static readonly KeyValuePair<string, object?> RouteTag = new("http.route", Path);

    /// <summary>Serves the API to programs, and the explorer to browsers. Before routing, which costs more than to answer what is known.</summary>
    public static void UseGraphQL(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GraphQLEndpoint>();
        var explorer = app.Services.GetRequiredService<ExplorerEndpoint>();
        var sockets = app.Services.GetRequiredService<SocketEndpoint>();
        app.Use(next => context =>
        {
            if (!IsOurs(context.Request.Path.Value))
            {
                return next(context);
            }

            // There only while somebody measures; routing would have said it.
            context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(RouteTag);
            return SocketEndpoint.IsUpgrade(context.Request) ? sockets.AnswerAsync(context)
                : explorer.Wants(context.Request) ? explorer.AnswerPageAsync(context)
                : endpoint.AnswerAsync(context);
        });
    }

    /// <summary>Serves what the explorer's page is made of, under <c>/graphql/</c>.</summary>
    public static void MapExplorerFiles(this WebApplication app)
    {
        var explorer = app.Services.GetRequiredService<ExplorerEndpoint>();
        app.Map($"{Path}/{{**file}}", (HttpContext context, string file) => explorer.AnswerFileAsync(context, file));
    }

    // With or without a slash at its end.
    private static bool IsOurs(string? path) =>
        path is not null
        && path.StartsWith(Path, StringComparison.OrdinalIgnoreCase)
        && (path.Length == Path.Length || (path.Length == Path.Length + 1 && path[^1] == '/'));
}
