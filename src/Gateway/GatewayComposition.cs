using Gateway.Admin;
using Gateway.Auth;
using Gateway.Caching;
using Gateway.Configuration;
using Gateway.Documents;
using Gateway.Feeding;
using Gateway.Health;
using Gateway.Http;
using Gateway.Linear;
using Gateway.Sandboxing;
using Gateway.Schemas;
using Gateway.Stitching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Telemetry;
using Gateway.Watching;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Gateway;

/// <summary>Puts a gateway together: defaults, services, endpoints.</summary>
internal static class GatewayComposition
{
    /// <summary>A gateway that is ready to be started.</summary>
    /// <exception cref="StartException">Options or schemas are unusable; tells all that is wrong at once.</exception>
    public static WebApplication Compose(GatewaySetup setup)
    {
        var faults = new List<string>();
        var builder = CreateBuilder();
        GatewayConfiguration.Apply(builder.Configuration, setup);
        faults.AddRange(ConfigurationCheck.TakeOutFaults(builder.Configuration));
        var mode = UpstreamModes.Of(builder.Configuration, setup);
        if (mode == UpstreamMode.Sandbox)
        {
            GatewayConfiguration.AddWebhookSecret(builder.Configuration);
        }

        var addresses = ListenAddresses.Read(builder.Configuration, faults);
        string? admin = ListenAddresses.ReadAdmin(builder.Configuration, addresses, faults);
        // Before the schema is read: what changes between is seen.
        var start = StartOf(builder.Configuration);
        var schemas = SchemaLoader.Load(Section<SchemaOptions>(builder.Configuration, "Schema"), faults);
        var model = schemas is null ? null : BuildModel(schemas, start.Options.DefaultMaxAge, faults);

        string? folder = Section<DocumentOptions>(builder.Configuration, "Documents").Folder;
        var trusted = TrustedFolder.Load(folder ?? "", model?.Schema, start.Options.Limits.ToDocumentLimits(), faults);

        var auth = Section<AuthOptions>(builder.Configuration, "Auth");
        AddLogging(builder, setup);
        builder.Logging.AddOtlp(Section<TelemetryOptions>(builder.Configuration, "Telemetry"));
        builder.Services.AddSingleton(trusted);
        builder.Services.AddSingleton(ClientFile.Load(auth, model?.Schema, faults));
        builder.Services.AddSingleton(StrangerAccess.Load(auth, model?.Schema, faults));
        builder.Services.AddSingleton(start);
        AddServices(builder, setup, mode);
        var app = builder.Build();
        faults.AddRange(OptionFaults.Find(app.Services));
        if (faults.Count > 0)
        {
            ((IDisposable)app).Dispose();
            throw new StartException(faults);
        }

        OptionFaults.Settle(app.Services);
        var first = app.Services.GetRequiredService<EngineFactory>().Create(model!, start.Options.Limits);
        app.Services.GetRequiredService<Serving>().Begin(schemas!, first);
        Map(app, addresses, admin);
        return app;
    }

    /// <summary>A builder that has read <c>appsettings.json</c> and the environment.</summary>
    /// <exception cref="StartException">A file is unusable.</exception>
    public static WebApplicationBuilder CreateBuilder()
    {
        try
        {
            return WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Gateway" });
        }
        catch (InvalidDataException error)
        {
            // The message names the file; its inner one quotes it.
            throw new StartException([$"{error.Message} It is not valid JSON."]);
        }
    }

    private static T Section<T>(ConfigurationManager configuration, string name)
        where T : new() => configuration.GetSection(name).Get<T>() ?? new T();

    private static StartedWith StartOf(ConfigurationManager configuration) => new(
        new SettingsFiles(configuration.Sources),
        new SchemaFiles(Section<SchemaOptions>(configuration, "Schema")),
        new ReloadableOptions(Section<LimitsOptions>(configuration, "Limits"), Section<CacheOptions>(configuration, "Cache").DefaultMaxAge),
        ReloadableOptions.OthersOf(configuration));

    private static GatewayModel? BuildModel(SchemaPair schemas, TimeSpan defaultMaxAge, List<string> faults)
    {
        var model = ModelBuilder.Build(schemas.Merged, defaultMaxAge, out var problems);
        faults.AddRange(problems);
        return problems.IsEmpty ? model : null;
    }

    private static void AddLogging(WebApplicationBuilder builder, GatewaySetup setup)
    {
        builder.Logging.ClearProviders();
        if (setup.ConfigureLogging is { } configure)
        {
            configure(builder.Logging);
            return;
        }

        // Standard output is for what a command answers.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

        // Why a start failed is told in a sentence; the host would tell it with a stack before. Stands above every level that is configured
        // for the console as a whole.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddServices(WebApplicationBuilder builder, GatewaySetup setup, UpstreamMode mode)
    {
        var services = builder.Services;
        services.AddSingleton(setup.Time);
        if (setup.Store is { } store)
        {
            services.AddSingleton(store);
        }

        if (setup.Upstream is { } upstream)
        {
            services.AddSingleton(upstream);
        }
        else if (mode == UpstreamMode.Sandbox)
        {
            services.AddSingleton<EmbeddedSandbox>();
            services.AddKeyedSingleton<IUpstream>(LinearConnection.Name, (provider, _) => provider.GetRequiredService<EmbeddedSandbox>());
            services.PostConfigure<LinearOptions>(options => options.ApiKey = EmbeddedSandbox.ApiKey);
        }

        services.AddGatewayCaching();
        services.AddGatewayLinear();

        // Around what makes one exchange, inside of what repeats it: each attempt costs.
        services.AddGatewayBudget(setup.Upstream is null ? LinearConnection.Name : null);
        services.AddGatewayStitching();
        services.AddGatewayDocuments();
        services.AddGatewayHttp();
        services.AddGatewayLive();
        services.AddBananaCakePop();
        services.AddGatewayAdmin();
        services.AddGatewayTelemetry(Section<TelemetryOptions>(builder.Configuration, "Telemetry"));
        services.AddSingleton(new Readiness(mode));
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<Serving>();
        services.AddSingleton<Reloading>();
        services.AddSingleton<ReloadState>();
        services.AddHostedService<StartSequence>();
        services.AddHostedService<ReloadWatch>();
        services.AddHostedService<ConsistencyService>();

        // With the gateway's own credential, which callers' own cannot stand in for.
        if (setup.Upstream is null && (mode == UpstreamMode.Sandbox || UpstreamModes.HasCredential(builder.Configuration)))
        {
            services.AddHostedService<FeedService>();
        }

        services.AddOptions<SchemaOptions>().BindConfiguration("Schema").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SchemaOptions>, SchemaOptionsValidator>();
        // The schema is asked for with the gateway's own credential, of which there may be none where callers bring theirs.
        bool mayAsk = !UpstreamModes.IsOfCallers(builder.Configuration) || UpstreamModes.HasCredential(builder.Configuration);
        if (mode == UpstreamMode.Linear && mayAsk && (setup.Upstream is null || setup.WatchesUpstream))
        {
            services.AddHostedService<DriftWatch>();
        }

        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // They fit into a packet or two; who takes longer means to. Of bodies Kestrel wants 240 bytes a second, after five of them.
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);

            // Bodies are bounded where the refusal can be told in JSON.
            kestrel.Limits.MaxRequestBodySize = null;
        });
    }

    private static void Map(WebApplication app, IReadOnlyList<string> addresses, string? admin)
    {
        foreach (string address in addresses)
        {
            app.Urls.Add(address);
        }

        if (app.Services.GetRequiredService<RequestSpans>() is { IsOn: true } spans)
        {
            app.Use(spans.RunAsync);
        }

        app.Use(app.Services.GetRequiredService<LastResort>().RunAsync);
        if (admin is not null)
        {
            // The last one: see GatewayHost, which knows the port where any free one was asked for.
            app.Urls.Add(admin);
            var listener = app.Services.GetRequiredService<AdminListener>();
            listener.Port = BindingAddress.Parse(admin).Port is > 0 and var port ? port : -1;
            app.Use(listener.RunAsync);
        }

        app.UseCrossOrigin();
        app.UseGraphQL();
        app.UseOtherThreads();
        app.UseOtherRoutes();
    }
}
