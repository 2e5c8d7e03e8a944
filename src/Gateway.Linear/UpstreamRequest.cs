namespace Gateway.Linear;

/// <summary>One GraphQL request, ready to send.</summary>
/// <param name="Body">The JSON <c>{"query":…,"variables":…}</c> in UTF-8. Must not change until the reply is there.</param>
public sealed record UpstreamRequest(ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it is a mutation: it is sent once and never repeated.</summary>
    public bool IsMutation { get; init; }

    /// <summary>For whom it is made: whoever comes first when the quota is short.</summary>
    public UpstreamPriority Priority { get; init; }

    /// <summary>Complexity points that it is predicted to cost; 0 where nobody knows.</summary>
    public double Points { get; init; }

    /// <summary>The caller's own <c>Authorization</c>, sent instead of the gateway's credential. Secret. Null for the gateway's.</summary>
    public string? Authorization { get; init; }

    /// <summary>Whose quota it spends: a name for <see cref="Authorization"/> that does not tell it. Empty, the default, for the gateway's own.</summary>
    public string Account { get; init; } = "";

    /// <summary>The gateway's own <c>Authorization</c>, which counts where the caller's is null. Secret. Null if it has none.</summary>
    internal string? OwnAuthorization { get; init; }

    /// <summary>Whether the caller's own credential is sent: then a refusal says nothing about the gateway's.</summary>
    internal bool IsCallers => Authorization is not null;

    /// <summary>The name of the record: neither the body nor the credential belongs in a log.</summary>
    public override string ToString() => nameof(UpstreamRequest);
}
