using Gateway.Http;

namespace Gateway.Explorer;

/// <summary>Decides who answers what comes for <c>/graphql</c>.</summary>
internal static class GraphQLRoutes
{
    /// <summary>Serves the API to programs, and the explorer to browsers.</summary>
    public static void MapGraphQL(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GraphQLEndpoint>();
        var explorer = app.Services.GetRequiredService<ExplorerEndpoint>();
        app.Map("/graphql", context => explorer.Wants(context.Request) ? explorer.AnswerPageAsync(context) : endpoint.AnswerAsync(context));
        app.Map("/graphql/{**file}", (HttpContext context, string file) => explorer.AnswerFileAsync(context, file));
    }
}
