using Gateway.Explorer;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the explorer.</summary>
internal static class ExplorerServiceCollectionExtensions
{
    /// <summary>Adds Banana Cake Pop with its options. Its files are listed now, and never again.</summary>
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
}
