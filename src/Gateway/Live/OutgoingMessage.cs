namespace Gateway.Live;

/// <summary>A message to a client.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The operation's, as JSON; empty where there is none.</param>
/// <param name="Body">As JSON, which others may share; empty where there is none.</param>
internal readonly record struct OutgoingMessage(OutgoingKind Kind, ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Body);
