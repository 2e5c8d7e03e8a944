using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Http;

/// <summary>Names the content of an answer, so that a client that has it need not be sent it.</summary>
/// <remarks>Weak, since all codings of an answer share it: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.</remarks>
internal static class EntityTag
{
    private const int HashBytes = 15;

    /// <summary>The same for the same bytes, on all pods.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return $"W/\"{Base64Url.EncodeToString(hash[..HashBytes])}\"";
    }

    /// <summary>Whether a client has what the tag names.</summary>
    /// <param name="tag">Of the answer.</param>
    /// <param name="ifNoneMatch">The header: tags, or <c>*</c>.</param>
    public static bool IsKnown(string tag, StringValues ifNoneMatch) => ifNoneMatch switch
    {
        [] => false,
        ["*"] => true,
        [{ } only] when only == tag => true,
        _ => EntityTagHeaderValue.TryParseList(ifNoneMatch, out var known) && EntityTagHeaderValue.TryParse(tag, out var ours)
            && known.Any(one => one.Compare(ours, useStrongComparison: false)),
    };
}
