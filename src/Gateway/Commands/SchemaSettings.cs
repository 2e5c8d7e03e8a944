using Gateway.Schemas;

namespace Gateway.Commands;

/// <summary>Which schema files a command is about.</summary>
internal static class SchemaSettings
{
    /// <summary>Those that the command line names; else those that are built in.</summary>
    public static SchemaOptions Of(CommandLine line) => new()
    {
        Slice = line.Settings.GetValueOrDefault("Schema:Slice") ?? "",
        Extensions = line.Settings.GetValueOrDefault("Schema:Extensions") ?? "",
    };
}
