namespace Gateway.Chart.Tests;

public class RenderingSnapshotTests
{
    [Theory]
    [InlineData("minimal")]
    [InlineData("full")]
    [InlineData("production")]
    public async Task Values_make_the_objects_that_were_looked_at(string values)
    {
        var rendering = await Helm.RenderAsync(values);

        // The dashboard is a file of its own: that it is there as it is will do.
        string dashboard = string.Concat(Repository.Read("helm/gateway/dashboards/gateway.json").TrimEnd().Split('\n').Select(line => $"    {line}\n"));
        Snapshot.Match($"{values}.yaml", rendering.Text.Replace(dashboard, "    (dashboards/gateway.json)\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("minimal")]
    [InlineData("full")]
    [InlineData("production")]
    public async Task What_is_said_after_the_installation_holds_no_secret(string values)
    {
        string chart = Directory.CreateTempSubdirectory("gateway-notes-").FullName;
        try
        {
            // Helm shows the notes only when it installs. So they are rendered as if they were an object.
            var copy = await Tool.RunAsync("cp", ["-r", $"{Repository.Chart}/.", chart]);
            await File.WriteAllTextAsync(
                Path.Combine(chart, "templates/shown.yaml"),
                """notes: {{ include (print .Template.BasePath "/NOTES.txt") . | quote }}""",
                TestContext.Current.CancellationToken);

            var run = await Helm.TryAsync(chart, ["-f", Helm.Values(values), "--show-only", "templates/shown.yaml"]);

            Assert.Equal((0, 0), (copy.ExitCode, run.ExitCode));
            string notes = run.Output[run.Output.IndexOf('"', StringComparison.Ordinal)..].Trim().Trim('"').Replace("\\n", "\n", StringComparison.Ordinal);
            Assert.DoesNotContain("not-a-secret", notes, StringComparison.Ordinal);
            Snapshot.Match($"{values}.notes.txt", notes);
        }
        finally
        {
            Directory.Delete(chart, recursive: true);
        }
    }
}
