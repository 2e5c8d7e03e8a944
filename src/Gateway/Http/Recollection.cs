using System.Buffers;
using System.Text;
using Gateway.Auth;
using Gateway.Caching.Memo;
using Gateway.Stitching;

namespace Gateway.Http;

/// <summary>Answers what came before, byte by byte, without reading it.</summary>
/// <remarks>Answers are kept apart by what is denied to those they were given to, so that nobody is recalled what they could not have asked for.</remarks>
internal sealed class Recollection(ServedEngine served, CallerScopes scopes, GraphQLReply reply)
{
    /// <summary>Answers a POST whose body is there already.</summary>
    /// <returns>Null if it must be read; its body is as it was.</returns>
    public Task? TryAnswerPost(HttpContext context, ResponseMedia media, Caller caller)
    {
        // Of what is compressed or comes in pieces the bytes are not at hand; and who asks for something special gets what is made for them.
        if (context.Request.Headers.ContentEncoding.Count > 0 || CacheDirectives.AreIn(context.Request.Headers))
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        if (!reader.TryRead(out var read))
        {
            return null;
        }

        // What begins like the query of an address is none of the bodies that were answered.
        if (read.IsCompleted
            && read.Buffer.IsSingleSegment
            && read.Buffer.FirstSpan is not [(byte)'?', ..]
            && served.Current.Recall(read.Buffer.FirstSpan, scopes.Of(context), caller.Access) is { } known)
        {
            reader.AdvanceTo(read.Buffer.End);
            return reply.SendAsync(context, media, known);
        }

        reader.AdvanceTo(read.Buffer.Start);
        return null;
    }

    /// <summary>Answers a GET.</summary>
    /// <returns>Null if its parameters must be read.</returns>
    public Task? TryAnswerGet(HttpContext context, ResponseMedia media, Caller caller)
    {
        if (CacheDirectives.AreIn(context.Request.Headers))
        {
            return null;
        }

        byte[] text = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(context.Request.QueryString.Value?.Length ?? 0));
        int length = Encoding.UTF8.GetBytes(context.Request.QueryString.Value, text);
        MemoizedResponse? known = served.Current.Recall(text.AsSpan(0, length), scopes.Of(context), caller.Access);
        ArrayPool<byte>.Shared.Return(text);
        return known is null ? null : reply.SendAsync(context, media, known);
    }
}
