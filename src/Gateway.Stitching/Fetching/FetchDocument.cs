using Gateway.Linear;

namespace Gateway.Stitching.Fetching;

/// <summary>A document that is ready to go upstream.</summary>
/// <param name="Body">The request's body: JSON with the query and its variables.</param>
/// <param name="Calls">What it asks for.</param>
/// <param name="IsWidened">Whether it asks for more than was needed.</param>
internal sealed record FetchDocument(ReadOnlyMemory<byte> Body, IReadOnlyList<FetchCall> Calls, bool IsWidened)
{
    private readonly Dictionary<string, FetchCall> _byAlias = Calls.ToDictionary(call => call.Alias);

    /// <summary>What its root fields cost by the formula.</summary>
    public IReadOnlyCollection<FetchPart> Parts { get; init; } = [];

    /// <summary>What it is predicted to be charged.</summary>
    public double Points { get; init; }

    /// <summary>For whom it is made: for whoever comes first of all that wait for it. May become more important while it is under way.</summary>
    public UpstreamPriority Priority => Needs.Min(need => need.Priority);

    public IEnumerable<Need> Needs => Calls.SelectMany(call => call.Needs);

    /// <summary>The call of that alias; null if there is none.</summary>
    public FetchCall? Find(string alias) => _byAlias.GetValueOrDefault(alias);

    /// <summary>The call that the path of an error begins with; null if it names none.</summary>
    public FetchCall? CallOf(UpstreamError error) => error.Path is [{ Name: { } alias }, ..] ? Find(alias) : null;
}
