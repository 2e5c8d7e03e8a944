namespace Gateway.Stitching;

/// <summary>How one operation is used, of all that are compiled just now.</summary>
/// <param name="Document">SHA-256 of its document, in lowercase hexadecimal digits.</param>
/// <param name="Operation">Its name; null if it has none.</param>
/// <param name="Runs">How often it was run; answers that were kept whole are not counted.</param>
/// <param name="Misses">How many of these lacked something.</param>
/// <param name="Elapsed">What they took together.</param>
public sealed record PlanUse(string Document, string? Operation, long Runs, long Misses, TimeSpan Elapsed);
