using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching.Access;

namespace Gateway.Stitching;

/// <summary>A GraphQL request, however it came.</summary>
/// <param name="Document">The document in UTF-8; the engine copies what it keeps.</param>
/// <param name="OperationName">Null where the request names none.</param>
/// <param name="Variables">What they are made of must last until the request is answered.</param>
/// <param name="AllowsMutations">Whether a mutation may be run; not over GET.</param>
public readonly record struct GatewayRequest(
    ReadOnlyMemory<byte> Document, string? OperationName, RequestVariables Variables, bool AllowsMutations)
{
    /// <summary>Whose view it is answered with. Default the gateway's own.</summary>
    public CallerScope Caller { get; init; } = CallerScope.Service;

    /// <summary>What the caller may ask for. Default everything.</summary>
    public CallerAccess Access { get; init; } = CallerAccess.Unrestricted;

    /// <summary>Whether the caller may ask for the schema, and is told what names it may have meant. Default true.</summary>
    public bool AllowsIntrospection { get; init; } = true;

    /// <summary>What the caller asks of the age of values. Default nothing.</summary>
    public CacheDemand Demand { get; init; }

    /// <summary>Whether the answer is to tell where its parts came from, in <c>extensions.cache</c>. Default false.</summary>
    public bool Explains { get; init; }

    /// <summary>For whom the upstream is asked for what is lacking. Default a caller.</summary>
    internal UpstreamPriority Priority { get; init; }

    /// <summary>Takes an answer in parts, where its document allows that (<c>@defer</c>) and a part is not at hand. Null, the default: all comes at once.</summary>
    public IPartReceiver? Parts { get; init; }

    /// <summary>
    /// The bytes of the request as it came, by which a finished answer is found again; they tell all that the answer depends on, the caller aside.
    /// Empty, the default, if it is not to be kept.
    /// </summary>
    public ReadOnlyMemory<byte> MemoText { get; init; }
}
