namespace Gateway.Live;

/// <summary>Why a WebSocket is closed.</summary>
/// <param name="Code">The close code.</param>
/// <param name="Reason">In words, at most 123 bytes.</param>
/// <param name="Word">For metrics.</param>
/// <remarks>
/// https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md and https://www.rfc-editor.org/rfc/rfc6455#section-7.4. The client of npm connects again
/// by itself after 1012 and 1013, and not after those from 4400 on that say it is to blame, 4403 and 4408 aside.
/// </remarks>
internal sealed record SocketClose(int Code, string Reason, string Word)
{
    private const int MaxReason = 123;

    public static SocketClose Left { get; } = new(1000, "", "left");

    public static SocketClose TooLarge { get; } = new(1009, "The message is larger than it may be.", "too_large");

    public static SocketClose Slow { get; } = new(1013, "You read more slowly than you are told.", "slow");

    public static SocketClose Unauthorized { get; } = new(4401, "Unauthorized", "unauthorized");

    public static SocketClose NoInit { get; } = new(4408, "Connection initialisation timeout", "init_timeout");

    public static SocketClose TooManyInits { get; } = new(4429, "Too many initialisation requests", "init_twice");

    public static SocketClose Failed { get; } = new(4500, "Internal server error", "failed");

    /// <summary>The client is to come back, here or elsewhere.</summary>
    public static SocketClose Release(string reason) => new(1012, reason, "released");

    /// <summary>There are as many connections as there may be.</summary>
    public static SocketClose TooMany(string reason) => new(1013, reason, "too_many");

    /// <summary>A message is not one of the protocol.</summary>
    public static SocketClose Invalid(string reason) => new(4400, reason.Length <= MaxReason ? reason : "Invalid message", "invalid");

    /// <summary>The credential is not taken.</summary>
    public static SocketClose Forbidden(string reason) => new(4403, reason.Length <= MaxReason ? reason : "Forbidden", "forbidden");

    /// <summary>An operation of that id is under way.</summary>
    public static SocketClose Exists(string id) => new(4409, id.Length <= 80 && id.All(char.IsAscii) ? $"Subscriber for {id} already exists" : "Subscriber already exists", "id_twice");
}
