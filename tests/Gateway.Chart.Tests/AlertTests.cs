using System.Text.RegularExpressions;

namespace Gateway.Chart.Tests;

public partial class AlertTests
{
    [Fact]
    public async Task Alerts_fire_when_they_should_and_not_before()
    {
        string folder = Directory.CreateTempSubdirectory("gateway-alerts-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "rules.yaml"), await RulesAsync(), TestContext.Current.CancellationToken);
            File.Copy(Path.Combine(Repository.Root, "tests/chart/alerts.test.yaml"), Path.Combine(folder, "alerts.test.yaml"));

            var check = await Tool.RunAsync("promtool", ["check", "rules", "rules.yaml"], folder);
            var run = await Tool.RunAsync("promtool", ["test", "rules", "alerts.test.yaml"], folder);

            Assert.True(check.ExitCode == 0, check.Output + check.Error);
            Assert.True(run.ExitCode == 0, run.Output + run.Error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_alert_has_a_test_and_says_how_bad_it_is_and_what_to_do()
    {
        string rules = await RulesAsync();
        string tests = Repository.Read("tests/chart/alerts.test.yaml");
        string[] sections = [.. Section().Matches(Repository.Read("helm/gateway/RUNBOOK.md")).Select(match => match.Groups[1].Value)];

        string[] alerts = [.. Alert().Matches(rules).Select(match => match.Groups[1].Value)];

        Assert.Equal(alerts, sections);
        Assert.All(alerts, alert => Assert.Contains($"alertname=\"{alert}\"", tests, StringComparison.Ordinal));
        Assert.All(
            rules.Split("- alert: ")[1..],
            rule => Assert.Matches(
                "(?s)severity: (critical|warning|info)\n.*description: .*runbook_url: https://runbooks.example.com/gateway#[a-z]+\n.*summary: ", rule));
    }

    // The rules as Prometheus' own tools read them.
    private static async Task<string> RulesAsync()
    {
        var rendering = await Helm.RenderAsync("production", "--show-only", "templates/prometheusrule.yaml");
        string spec = rendering.Text.Split("\nspec:\n")[1];
        return Indent().Replace(spec, "");
    }

    [GeneratedRegex("^  ", RegexOptions.Multiline)]
    private static partial Regex Indent();

    [GeneratedRegex("^ *- alert: (\\w+)$", RegexOptions.Multiline)]
    private static partial Regex Alert();

    [GeneratedRegex("^## (\\w+)$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
