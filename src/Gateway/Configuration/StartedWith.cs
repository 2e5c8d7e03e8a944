using Gateway.Schemas;

namespace Gateway.Configuration;

/// <summary>The files and options that the gateway was started with.</summary>
/// <param name="Settings">The files of options.</param>
/// <param name="Schema">The files of the schema.</param>
/// <param name="Options">What may change.</param>
/// <param name="Others">The values of what may not.</param>
internal sealed record StartedWith(
    SettingsFiles Settings, SchemaFiles Schema, ReloadableOptions Options, IReadOnlyDictionary<string, string?> Others);
