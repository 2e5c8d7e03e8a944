namespace Gateway.Documents;

/// <summary>A document of the folder.</summary>
/// <param name="Id">What requests call it.</param>
/// <param name="Utf8">Its text.</param>
/// <param name="Place">Where it was found, for people to read.</param>
internal sealed record TrustedDocument(string Id, byte[] Utf8, string Place);
