namespace Gateway.Admin;

/// <summary>Why somebody may not ask for <c>/admin</c>.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Message">What the caller is told.</param>
internal sealed record AdminRefusal(int Status, string Message);
