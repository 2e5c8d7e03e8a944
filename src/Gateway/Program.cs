using Gateway.Commands;
using Gateway.Http;

SocketThreads.Use();

// Defaults, services, endpoints: see GatewayHost. The options: see README.md.
if (EngineCommand.TryRun(args, Console.Error) is { } exitCode)
{
    return exitCode;
}

var line = CommandLine.Parse(args);
return line.Command switch
{
    CommandKind.Help => HelpText.Write(Console.Out),
    CommandKind.Version => HelpText.WriteVersion(Console.Out),
    CommandKind.SchemaPrint => SchemaPrintCommand.Run(line, Console.Out, Console.Error),
    CommandKind.SchemaPull => await SchemaPullCommand.RunAsync(line, Console.Out, Console.Error, CancellationToken.None),
    CommandKind.SchemaCheck => SchemaCheckCommand.Run(line, Console.Out, Console.Error),
    CommandKind.CacheInspect or CommandKind.CachePurge => await CacheCommand.RunAsync(line, Console.Out, Console.Error, CancellationToken.None),
    CommandKind.AdminState or CommandKind.AdminPlans or CommandKind.AdminInspect or CommandKind.AdminPurge =>
        await AdminCommand.RunAsync(line, Environment.GetEnvironmentVariable(AdminCommand.KeyVariable), Console.Out, Console.Error, CancellationToken.None),
    CommandKind.KeyCreate => KeyCreateCommand.Run(line, Console.Out, Console.Error),
    CommandKind.Healthcheck => await HealthcheckCommand.RunAsync(line, Console.Out, Console.Error, CancellationToken.None),
    _ => await ServeCommand.RunAsync(line, Console.Out, Console.Error, CancellationToken.None),
};
