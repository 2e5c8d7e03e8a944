using Gateway.Documents;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what decides which documents run.</summary>
internal static class DocumentServiceCollectionExtensions
{
    /// <summary>Adds the resolver with its options. Needs the trusted documents, and the store of the others.</summary>
    public static IServiceCollection AddGatewayDocuments(this IServiceCollection services)
    {
        services.AddOptions<DocumentOptions>().BindConfiguration("Documents").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DocumentOptions>, DocumentOptionsValidator>();
        services.AddSingleton<DocumentResolver>();
        return services;
    }
}
