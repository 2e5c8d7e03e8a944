using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Auth;

/// <summary>How a clients file is written.</summary>
/// <remarks>What it does not know is refused: a permission or limit with a slip in its name would be none.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ClientEntries))]
[JsonSerializable(typeof(ClientEntry))]
internal sealed partial class ClientFileFormat : JsonSerializerContext;
