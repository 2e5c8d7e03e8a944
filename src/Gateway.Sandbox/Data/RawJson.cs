namespace Gateway.Sandbox.Data;

/// <summary>A JSON object that leaves as it is.</summary>
/// <param name="Utf8">Valid JSON.</param>
internal sealed record RawJson(byte[] Utf8);
