namespace Gateway.Auth;

/// <summary>A client as the clients file has it.</summary>
internal sealed class ClientEntry
{
    /// <summary>What it is called in metrics and by operators: 1 to 64 letters, digits and <c>-_.</c>. No two are alike.</summary>
    public string Name { get; set; } = "";

    /// <summary>Hashes of its keys, <c>sha256:</c> and 64 hexadecimal digits; more than one while keys are changed. Default none.</summary>
    public IReadOnlyList<string> Keys { get; set; } = [];

    /// <summary>The <c>sub</c> of tokens that are its. Default none.</summary>
    public IReadOnlyList<string> Subjects { get; set; } = [];

    /// <summary>What it may do: <c>read</c>, <c>mutate</c>, <c>subscribe</c>, <c>introspect</c>, <c>admin</c>. Default <c>read</c> alone.</summary>
    public IReadOnlyList<string> Permissions { get; set; } = ["read"];

    /// <summary>Coordinates of what it may not select or give. Default none.</summary>
    public IReadOnlyList<string> Deny { get; set; } = [];

    /// <summary>Requests that each process takes of it a minute. Default 0: any number.</summary>
    public int RequestsPerMinute { get; set; }

    /// <summary>Requests that each process has under way for it. Default 0: any number.</summary>
    public int Concurrency { get; set; }
}
