using Microsoft.Extensions.Options;

namespace Gateway.Http;

/// <summary>Lets pages of other origins call, where that is configured.</summary>
/// <remarks>https://fetch.spec.whatwg.org/#http-cors-protocol</remarks>
internal static class CrossOrigin
{
    // What a page may read of an answer besides its body.
    private static readonly string[] ExposedHeaders = ["Age", "Cache-Status", "ETag", "Retry-After"];

    /// <summary>The origins of an option; empty if there are none.</summary>
    public static string[] Origins(HttpOptions options) =>
        options.CorsOrigins?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Adds the step that answers browsers, if any origin is allowed: no request pays for what is not configured.</summary>
    public static void UseCrossOrigin(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<HttpOptions>>().Value;
        string[] origins = Origins(options);
        if (origins.Length == 0)
        {
            return;
        }

        app.UseWhen(
            context => context.Request.Path == "/graphql",
            branch => branch.Use(SocketThreads.LeaveWhenDue).UseCors(policy =>
            {
                policy.WithOrigins(origins)
                    .WithMethods("GET", "HEAD", "POST")
                    .AllowAnyHeader()
                    .WithExposedHeaders(ExposedHeaders)
                    .SetPreflightMaxAge(options.CorsMaxAge);
                if (options.CorsCredentials)
                {
                    policy.AllowCredentials();
                }
            }));
    }
}
