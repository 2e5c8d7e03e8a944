using Gateway.Configuration;
using Gateway.GraphQL.Types;
using Gateway.Linear;
using Gateway.Schemas;

namespace Gateway.Commands;

/// <summary>Writes the upstream's whole schema as SDL.</summary>
internal static class SchemaPullCommand
{
    /// <returns>0 if it is written; 2 if the upstream does not tell it, or the file cannot be written.</returns>
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var faults = line.Faults.ToList();
        try
        {
            var (schema, fault) = await AskAsync(line, faults, cancel);
            if (schema is not null)
            {
                await WriteAsync(line.Out, SchemaPrinter.Print(schema) + "\n", output, cancel);
                return 0;
            }

            faults.AddRange(fault is null ? [] : [fault]);
        }
        catch (StartException stop)
        {
            faults.AddRange(stop.Faults);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add($"{line.Out}: cannot be written ({problem.GetType().Name}).");
        }

        return FaultReport.Write(error, "The schema cannot be pulled:", faults, 2);
    }

    private static async Task<IntrospectionOutcome> AskAsync(CommandLine line, List<string> faults, CancellationToken cancel)
    {
        var builder = GatewayComposition.CreateBuilder();
        GatewayConfiguration.Apply(builder.Configuration, new GatewaySetup { Settings = line.Settings, ReadsEnvironment = true });
        faults.AddRange(ConfigurationCheck.TakeOutFaults(builder.Configuration));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddGatewayLinear();
        await using var services = builder.Services.BuildServiceProvider();
        faults.AddRange(OptionFaults.Find(services));
        return faults.Count > 0
            ? new IntrospectionOutcome(null, null)
            : await UpstreamIntrospection.AskAsync(services.GetRequiredService<IUpstream>(), UpstreamPriority.Caller, cancel);
    }

    // Whoever reads the file meanwhile finds the old one or the new one, and no half.
    private static async Task WriteAsync(string? path, string text, TextWriter output, CancellationToken cancel)
    {
        if (path is null)
        {
            await output.WriteAsync(text.AsMemory(), cancel);
            await output.FlushAsync(cancel);
            return;
        }

        string draft = $"{path}.{Environment.ProcessId}.new";
        await File.WriteAllTextAsync(draft, text, cancel);
        File.Move(draft, path, overwrite: true);
    }
}
