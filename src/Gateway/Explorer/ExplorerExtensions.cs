using Gateway.Explorer;
using Gateway.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the explorer.</summary>
internal static class ExplorerExtensions
{
    public static IServiceCollection AddBananaCakePop(this IServiceCollection services)
    {
        services.AddOptions<ExplorerOptions>().BindConfiguration("Explorer");
        services.AddSingleton(provider =>
        {
            string folder = provider.GetRequiredService<IOptions<ExplorerOptions>>().Value.Folder;
            return ExplorerFiles.In(folder.Length > 0 ? folder : Path.Combine(AppContext.BaseDirectory, "explorer"));
        });
        services.AddSingleton<ExplorerEndpoint>();
        return services;
    }

    /// <summary>Serves <c>/graphql</c>: the API to programs, the explorer to browsers.</summary>
    public static void MapGraphQL(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<GraphQLEndpoint>();
        var explorer = app.Services.GetRequiredService<ExplorerEndpoint>();
        app.Map("/graphql", context => explorer.Wants(context.Request) ? explorer.AnswerPageAsync(context) : endpoint.AnswerAsync(context));
        app.Map("/graphql/{**file}", (HttpContext context, string file) => explorer.AnswerFileAsync(context, file));
    }
}
