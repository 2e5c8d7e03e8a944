using System.Diagnostics.CodeAnalysis;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Invalidation;

/// <summary>What processes tell each other: an invalidation that is marked in Redis, or a sign of life that only its sender listens for.</summary>
/// <param name="Position">Its epoch and number.</param>
/// <param name="Sender">Random, one for each process.</param>
/// <param name="SentAt">Milliseconds of Unix time by the sender's clock.</param>
/// <param name="Invalidation">Null for a sign of life.</param>
internal sealed record InvalidationMessage(SharedPosition Position, string Sender, long SentAt, Invalidation? Invalidation)
{
    /// <summary>The message as bytes.</summary>
    public byte[] Write() => throw new NotImplementedException();

    /// <summary>Reads what somebody sent. False for anything that is not such a message; never throws.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out InvalidationMessage? message) => throw new NotImplementedException();
}
