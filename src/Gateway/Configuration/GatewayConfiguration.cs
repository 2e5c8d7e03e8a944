using System.Security.Cryptography;
using Microsoft.Extensions.Configuration.Memory;

namespace Gateway.Configuration;

/// <summary>Lays the sources of options over each other: defaults, files, environment, command line.</summary>
internal static class GatewayConfiguration
{
    /// <summary>Where a gateway listens that was not told anything.</summary>
    public const string DefaultUrls = "http://localhost:5000";

    private const string WebhookSecretKey = "Webhooks:Secret";

    // What operators, Linear's own documentation and platforms that come with a Redis call them.
    private static readonly (string Name, string Key)[] ShortNames =
    [
        ("LINEAR_API_KEY", "Linear:ApiKey"),
        ("LINEAR_ACCESS_TOKEN", "Linear:AccessToken"),
        ("LINEAR_CLIENT_ID", "Linear:ClientId"),
        ("LINEAR_CLIENT_SECRET", "Linear:ClientSecret"),
        ("LINEAR_WEBHOOK_SECRET", WebhookSecretKey),
        ("REDIS_URL", "Redis:Address"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "Telemetry:OtlpEndpoint"),
    ];

    // Below every other source.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",

        // It tells the beginning and the end of each request, and makes an object for each even where nobody hears: a tenth of all that can be served.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",

        // It logs why a start failed, with a stack; the command line tells the same in a sentence.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
    };

    public static void Apply(ConfigurationManager configuration, GatewaySetup setup)
    {
        if (!setup.ReadsEnvironment)
        {
            configuration.Sources.Clear();
        }

        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (setup.SettingsFile.Length > 0)
        {
            // The others were added before, and count before it.
            configuration.AddJsonFile(Path.GetFullPath(setup.SettingsFile), optional: false, reloadOnChange: false);
            var file = configuration.Sources[^1];
            configuration.Sources.RemoveAt(configuration.Sources.Count - 1);
            configuration.Sources.Insert(1, file);
        }

        configuration.AddInMemoryCollection(setup.Settings);
        configuration.AddInMemoryCollection(
        [
            .. from name in ShortNames
               where configuration[name.Name] is { Length: > 0 } && configuration[name.Key] is not { Length: > 0 }
               select KeyValuePair.Create(name.Key, configuration[name.Name]),
        ]);
    }

    /// <summary>Makes a secret for webhooks if there is none: the sandbox signs with the same.</summary>
    public static void AddWebhookSecret(IConfigurationManager configuration)
    {
        if (configuration[WebhookSecretKey] is not { Length: > 0 })
        {
            configuration.AddInMemoryCollection([KeyValuePair.Create(WebhookSecretKey, (string?)RandomNumberGenerator.GetHexString(64))]);
        }
    }
}
