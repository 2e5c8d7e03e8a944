namespace Gateway.Live;

/// <summary>What a message to a client is.</summary>
internal enum OutgoingKind
{
    Begin,
    Ack,
    Ping,
    Pong,
    Next,
    Error,
    Complete,
}
