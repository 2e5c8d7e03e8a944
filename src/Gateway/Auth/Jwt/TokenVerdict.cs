using Gateway.Http;

namespace Gateway.Auth.Jwt;

/// <summary>What a token says, or why it is not taken.</summary>
/// <param name="Subject">Its <c>sub</c>; null if it is not taken.</param>
/// <param name="Until">When it ends, the clock's tolerance included.</param>
/// <param name="Fault">Null if it is taken.</param>
internal readonly record struct TokenVerdict(string? Subject, DateTimeOffset Until, RequestFault? Fault);
