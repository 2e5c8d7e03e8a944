using System.Text.RegularExpressions;

namespace Gateway.Tests.Telemetry;

public partial class InstrumentTableTests
{
    // Made of one name for requests and points.
    private static readonly string[] Quota = ["gateway.budget.requests.left", "gateway.budget.points.left"];

    [Fact]
    public void The_table_of_the_readme_has_every_instrument_and_no_other()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Gateway.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var made = Directory.EnumerateFiles(Path.Combine(root, "src"), "*Metrics.cs", SearchOption.AllDirectories)
            .SelectMany(file => Name().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(name => name is not ("gateway.budget.requests" or "gateway.budget.points"))
            .Concat(Quota);
        var told = Row().Matches(File.ReadAllText(Path.Combine(root, "src", "Gateway", "README.md"))).Select(match => match.Groups[1].Value);

        Assert.Equal(made.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(gateway(?:\\.[a-z]+)+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("^\\| `(gateway[a-z.]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
