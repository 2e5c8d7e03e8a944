namespace Gateway.Linear.Credentials;

/// <summary>What to send as a credential.</summary>
/// <param name="Authorization">The header's value; null if there is no credential. Secret.</param>
/// <param name="Fault">Why there should be one and is not; null if that is not so.</param>
internal readonly record struct CredentialReading(string? Authorization, UpstreamFault? Fault)
{
    /// <summary>The name of the record: the value is a secret.</summary>
    public override string ToString() => nameof(CredentialReading);
}
