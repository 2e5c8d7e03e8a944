using System.Text.Json;
using Gateway.Auth;

namespace Gateway.Commands;

/// <summary>Makes a key for a client.</summary>
internal static class KeyCreateCommand
{
    /// <summary>
    /// Prints the key where a redirected output does not keep it, and the entry of the clients file where it does. The key is nowhere afterwards.
    /// </summary>
    /// <returns>0; 1 if the command line is unusable.</returns>
    public static int Run(CommandLine line, TextWriter output, TextWriter error)
    {
        if (!line.Faults.IsEmpty)
        {
            return FaultReport.Write(error, "No key is made:", line.Faults, 1);
        }

        string key = ApiKey.Create();
        var entry = new ClientEntry { Name = line.Name ?? "client", Keys = [ApiKey.Describe(key)] };
        error.Write($"The key, which is told this once: {key}{Environment.NewLine}");
        error.Flush();
        output.Write(JsonSerializer.Serialize(entry, ClientFileFormat.Default.ClientEntry) + Environment.NewLine);
        return 0;
    }
}
