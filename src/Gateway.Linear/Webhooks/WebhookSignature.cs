using System.Buffers;
using System.Security.Cryptography;

namespace Gateway.Linear.Webhooks;

/// <summary>The signature of a webhook delivery: HMAC-SHA256 over the raw body, in hex, as the header <c>Linear-Signature</c> carries it.</summary>
/// <remarks>
/// A delivery is good when its signature is, however late it comes: there is no check of <c>webhookTimestamp</c>. Linear's retries, up to
/// seven hours later, are reported to be byte-identical, hence carry the first attempt's time, and they are what repairs an outage; a check
/// against the clock would refuse exactly these. A replay can only make the gateway forget what it can fetch again.
/// </remarks>
public static class WebhookSignature
{
    /// <summary>Whether <paramref name="signatureHeader"/> signs <paramref name="body"/>. Takes the same time wherever the two differ.</summary>
    /// <param name="body">The body as it came over the wire.</param>
    /// <param name="signatureHeader">64 hex digits of either case; anything else is false.</param>
    /// <param name="secret">The webhook's signing secret. False if empty, since anyone can sign with nothing.</param>
    public static bool Verify(ReadOnlySpan<byte> body, ReadOnlySpan<char> signatureHeader, ReadOnlySpan<byte> secret)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (secret.IsEmpty
            || signatureHeader.Length != 2 * HMACSHA256.HashSizeInBytes
            || Convert.FromHexString(signatureHeader, claimed, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, actual);
        return CryptographicOperations.FixedTimeEquals(claimed, actual);
    }

    /// <summary>The signature that <see cref="Verify"/> accepts: 64 lower-case hex digits.</summary>
    /// <exception cref="ArgumentException"><paramref name="secret"/> is empty.</exception>
    public static string Compute(ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret)
    {
        if (secret.IsEmpty)
        {
            throw new ArgumentException("A signing secret must not be empty.", nameof(secret));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));
    }
}
