namespace Gateway.Stitching.Explaining;

/// <summary>One field as a process knows it.</summary>
/// <param name="Field">Its name, with canonical arguments in parentheses if it has any.</param>
/// <param name="Sequence">The sequence number that its fetch began at.</param>
/// <param name="FetchedAt">When the fetch began, in milliseconds of Unix time.</param>
/// <param name="MaxAge">How long it is fresh, in milliseconds; null for ever.</param>
/// <param name="Outlook">What the next reader is given.</param>
public sealed record FieldReport(string Field, long Sequence, long FetchedAt, long? MaxAge, FieldOutlook Outlook);
