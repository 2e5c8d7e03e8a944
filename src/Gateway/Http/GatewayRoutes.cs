using Gateway.Explorer;
using Gateway.Health;
using Gateway.Live;
using Gateway.Webhooks;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Http;

/// <summary>Decides who answers what.</summary>
internal static class GatewayRoutes
{
    /// <summary>Serves the API to programs, and the explorer to browsers. Comes first, since most of what comes is for it.</summary>
    public static void UseGraphQL(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GraphQLEndpoint>();
        var explorer = app.Services.GetRequiredService<ExplorerEndpoint>();
        var sockets = app.Services.GetRequiredService<SocketEndpoint>();
        app.Use(next => context =>
        {
            if (context.Request.Path.Value is not { } path || !GatewayRoute.IsGraphQL(path))
            {
                return next(context);
            }

            Tag(context, GatewayRoute.GraphQL);
            return SocketEndpoint.IsUpgrade(context.Request) ? sockets.AnswerAsync(context)
                : explorer.Wants(context.Request) ? explorer.AnswerPageAsync(context)
                : endpoint.AnswerAsync(context);
        });
    }

    /// <summary>Serves everything else.</summary>
    public static void UseOtherRoutes(this WebApplication app)
    {
        var explorer = app.Services.GetRequiredService<ExplorerEndpoint>();
        var webhooks = app.Services.GetRequiredService<WebhookEndpoint>();
        var health = app.Services.GetRequiredService<HealthEndpoint>();
        app.Run(context =>
        {
            if (GatewayRoute.Find(context.Request.Path.Value) is not { } route)
            {
                return JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, "Nothing is served at this path.");
            }

            Tag(context, route.Template);
            return route.Template switch
            {
                GatewayRoute.ExplorerFile => explorer.AnswerFileAsync(context, route.Rest),
                GatewayRoute.Webhooks => webhooks.AnswerAsync(context),
                _ => health.AnswerAsync(context, route.Rest),
            };
        });
    }

    // The feature is there only while somebody measures.
    private static void Tag(HttpContext context, string template) =>
        context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new KeyValuePair<string, object?>("http.route", template));
}
