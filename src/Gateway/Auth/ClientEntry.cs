namespace Gateway.Auth;

/// <summary>A client as the clients file has it.</summary>
internal sealed record ClientEntry
{
    /// <summary>What it is called in metrics and by operators: 1 to 64 letters, digits and <c>-_.</c>. No two are alike.</summary>
    public string Name { get; init; } = "";

    /// <summary>Hashes of its keys, <c>sha256:</c> and 64 hexadecimal digits; more than one while keys are changed. Default none.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The <c>sub</c> of tokens that are its. Default none.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>What it may do: <c>read</c>, <c>mutate</c>, <c>subscribe</c>, <c>introspect</c>, <c>admin</c>. Default <c>read</c> alone.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = ["read"];

    /// <summary>Coordinates of what it may not select or give. Default none.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>Requests that each process takes of it a minute. Default 0: any number.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Requests that each process has under way for it. Default 0: any number.</summary>
    public int Concurrency { get; init; }
}
