using System.Buffers;

namespace Baseline;

/// <summary>Asks what is behind, for the answer to a body that was never seen.</summary>
internal static class Learner
{
    public static async Task<byte[]> AskAsync(HttpClient http, Uri behind, ReadOnlySequence<byte> body)
    {
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new("application/json");
        using var reply = await http.PostAsync(behind, content);
        return await reply.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
