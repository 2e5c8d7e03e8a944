using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>What a run came to.</summary>
/// <param name="Answers">Requests of readers that were answered.</param>
/// <param name="Reads">Versions that readers were shown, several in an answer.</param>
/// <param name="Changes">Changes of the upstream's data.</param>
/// <param name="Acknowledged">Webhooks that were answered with 200, those that came twice included.</param>
/// <param name="Refused">Webhooks that were answered with 503.</param>
/// <param name="Lost">Webhooks that were not answered.</param>
/// <param name="Pauses">How often Redis hung.</param>
/// <param name="Kills">How often Redis crashed, and began anew with nothing.</param>
/// <param name="UpstreamRequests">What the upstream was asked.</param>
/// <param name="LongestDelay">The longest time after which a pod still showed what another had acknowledged to be old.</param>
/// <param name="Slowest">The longest that an answer took.</param>
/// <param name="FinalReads">Versions that were shown after all had become quiet.</param>
/// <param name="Unread">Entities that a pod did not show then.</param>
/// <param name="Violations">Reads that were older than they may be.</param>
/// <param name="Failures">Requests that were not answered as they should have been.</param>
internal sealed record ConsistencyOutcome(
    int Answers,
    int Reads,
    int Changes,
    int Acknowledged,
    int Refused,
    int Lost,
    int Pauses,
    int Kills,
    long UpstreamRequests,
    TimeSpan LongestDelay,
    TimeSpan Slowest,
    int FinalReads,
    int Unread,
    ImmutableArray<Violation> Violations,
    ImmutableArray<string> Failures)
{
    private const int MostLogLetters = 6000;

    /// <summary>What the gateways wrote.</summary>
    public string Log { get; init; } = "";

    /// <summary>Whether every promise was kept.</summary>
    public bool IsGood => Violations.IsEmpty && Failures.IsEmpty && Unread == 0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         answers to readers           {Answers}
         versions seen in them        {Reads}, and {FinalReads} at the end
         changes                      {Changes}
         invalidations acknowledged   {Acknowledged}
         webhooks answered with 503   {Refused}, not answered {Lost}
         Redis paused                 {Pauses}, killed and restarted empty {Kills}
         upstream requests            {UpstreamRequests}
         longest delay between pods   {LongestDelay.TotalMilliseconds:0} ms
         slowest answer               {Slowest.TotalMilliseconds:0} ms
         failures                     {Failures.Length}, and {Unread} entities not seen at the end
         violations                   {Violations.Length}
         {string.Join('\n', Violations.Take(10))}
         {string.Join('\n', Failures.Take(5))}
         {(IsGood ? "" : Log[^Math.Min(Log.Length, MostLogLetters)..])}
         """);
}
