namespace Gateway.Chart.Tests;

/// <summary>What helm made of the chart.</summary>
/// <param name="text">Objects as YAML.</param>
internal sealed class Rendering(string text)
{
    public string Text { get; } = text;

    /// <summary>The one object of a kind, as text.</summary>
    public string The(string kind) => Assert.Single(All(kind));

    /// <summary>The objects of a kind, as texts.</summary>
    public string[] All(string kind) =>
        [.. Text.Split("\n---\n").Where(document => document.Split('\n').Contains($"kind: {kind}"))];

    /// <summary>The value of a variable of the container; null if it is not set, empty if it comes from elsewhere.</summary>
    public string? Variable(string name)
    {
        string[] lines = The("Deployment").Split('\n');
        int at = Array.FindIndex(lines, line => line.Trim() == $"- name: {name}");
        return at < 0 ? null
            : lines[at + 1].Trim() is var value && value.StartsWith("value: ", StringComparison.Ordinal) ? value[7..].Trim('"')
            : "";
    }
}
