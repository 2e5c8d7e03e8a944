namespace Gateway.Linear.Credentials;

/// <summary>A token that was got. Times are timestamps of the clock that was handed in.</summary>
/// <param name="Authorization">The header's value. Secret.</param>
/// <param name="Got">When it was asked for.</param>
/// <param name="Life">How long it is good from then on.</param>
internal sealed record AccessToken(string Authorization, long Got, TimeSpan Life)
{
    private static readonly TimeSpan MostMargin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MostLead = TimeSpan.FromMinutes(10);

    /// <summary>Whether it is good, and stays so for as long as a request may need.</summary>
    public bool IsGood(TimeProvider time) => time.GetElapsedTime(Got) < Life - Least(MostMargin, Life / 10);

    /// <summary>Whether the next one should be got, so that nobody has to wait for it.</summary>
    public bool IsNearItsEnd(TimeProvider time) => time.GetElapsedTime(Got) >= Life - Least(MostLead, Life / 4);

    /// <summary>The name of the record: the value is a secret.</summary>
    public override string ToString() => nameof(AccessToken);

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
