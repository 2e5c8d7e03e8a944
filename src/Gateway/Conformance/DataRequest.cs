using System.Text.Json;

namespace Gateway.Conformance;

/// <summary>What to execute, and on what.</summary>
/// <param name="Document">GraphQL in UTF-8.</param>
/// <param name="OperationName">Null if none is named.</param>
/// <param name="Variables">A JSON object; undefined for none.</param>
/// <param name="Data">The root value, a JSON object; undefined for an empty one.</param>
internal readonly record struct DataRequest(ReadOnlyMemory<byte> Document, string? OperationName, JsonElement Variables, JsonElement Data);
