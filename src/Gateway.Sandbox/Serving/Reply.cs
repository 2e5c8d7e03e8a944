namespace Gateway.Sandbox.Serving;

/// <summary>An answer on its way out.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON in UTF-8.</param>
internal readonly record struct Reply(int Status, ReadOnlyMemory<byte> Body);
