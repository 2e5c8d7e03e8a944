namespace Gateway.Linear.Credentials;

/// <summary>What came of asking for a token: one of the two.</summary>
internal readonly record struct TokenReply(AccessToken? Token, UpstreamFault? Fault)
{
    /// <summary>The name of the record: the token is a secret.</summary>
    public override string ToString() => nameof(TokenReply);
}
