namespace Gateway.Http;

/// <summary>Why a request is not answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">For the caller. Quotes nothing of the request.</param>
internal sealed record RequestFault(int Status, string Message);
