using Gateway.GraphQL.Types;
using Gateway.Schemas;

namespace Gateway.Commands;

/// <summary>Prints the schema that is served.</summary>
internal static class SchemaPrintCommand
{
    /// <returns>0; 2 if there is no usable schema.</returns>
    public static int Run(CommandLine line, TextWriter output, TextWriter error)
    {
        var faults = line.Faults.ToList();
        if (SchemaLoader.Load(SchemaSettings.Of(line), faults) is not { } schemas || faults.Count > 0)
        {
            return FaultReport.Write(error, "The schema cannot be printed:", faults, 2);
        }

        output.Write(SchemaPrinter.Print(schemas.Merged) + "\n");
        output.Flush();
        return 0;
    }
}
