using System.Text.RegularExpressions;

namespace Gateway.Chart.Tests;

/// <summary>What the chart believes of the program: a variable that is no option stops it, a metric that is not there is an alert that never fires.</summary>
public partial class ProgramTests
{
    // Agreed upon, and not in the program yet. To be emptied when it is.
    [Theory]
    [InlineData("minimal")]
    [InlineData("full")]
    [InlineData("production")]
    [InlineData("minimal", "auth.mode=clients,auth.clients.existingSecret=a,auth.jwt.issuer=b,auth.jwt.audience=c,auth.jwt.keysUrl=https://d")]
    [InlineData("minimal", "auth.mode=clients,auth.clients.existingSecret=a,auth.jwt.issuer=b,auth.jwt.audience=c,auth.jwt.existingConfigMap=d")]
    public async Task What_the_chart_sets_the_program_knows(string values, string more = "")
    {
        var help = await Tool.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gateway.dll"), "--help"]);
        var rendering = await Helm.RenderAsync(values, "--set", more);
        string[] known = [.. help.Output.Split('\n').Select(line => line.Trim())];

        string[] set = [.. Option().Matches(rendering.The("Deployment")).Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal))];

        Assert.NotEmpty(set);
        Assert.Empty(set.Except(known));
    }

    [Fact]
    public async Task Alerts_and_dashboard_ask_for_what_is_measured()
    {
        var rendering = await Helm.RenderAsync("production", "--show-only", "templates/prometheusrule.yaml");
        string[] known = [.. Instruments().Select(instrument => instrument.Replace('.', '_'))];

        string[] asked = [.. Metric().Matches(rendering.Text + Repository.Read("helm/gateway/dashboards/gateway.json"))
            .Select(match => match.Value)
            .Distinct()];

        Assert.InRange(asked.Length, 20, 100);
        Assert.Empty(asked.Except(known.SelectMany(Suffixes)));
    }

    private static IEnumerable<string> Instruments() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*Metrics.cs", SearchOption.AllDirectories)
        .SelectMany(file => Instrument().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

    // As they are called in /metrics: counters end in _total, units stand before that. A quota's two gauges are made of one name.
    private static string[] Suffixes(string name) =>
        [name, $"{name}_total", $"{name}_bucket", $"{name}_seconds_bucket", $"{name}_bytes", $"{name}_left", $"{name}_limit"];

    [GeneratedRegex(@"- name: ([A-Z][A-Za-z]+__\w+)$", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"\bgateway_[a-z_]+(?=\{|,)")]
    private static partial Regex Metric();

    [GeneratedRegex("\"(gateway(?:\\.[a-z]+)+)\"")]
    private static partial Regex Instrument();
}
