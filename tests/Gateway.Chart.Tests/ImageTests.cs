using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Gateway.Chart.Tests;

public partial class ImageTests
{
    private static readonly string Dockerfile = Repository.Read("Dockerfile");

    [Fact]
    public void The_restore_layer_knows_every_project()
    {
        string[] projects = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal)];

        string[] copied = [.. ProjectCopy().Matches(Dockerfile).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];

        Assert.Equal(projects, copied);
    }

    [Fact]
    public void Image_chart_and_program_have_one_version()
    {
        string program = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        string chart = Repository.Read("helm/gateway/Chart.yaml");

        Assert.Contains($"ARG VERSION={program}\n", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"\nappVersion: \"{program}\"\n", chart, StringComparison.Ordinal);
        Assert.Contains($"\nversion: {program}\n", chart, StringComparison.Ordinal);
    }

    [Fact]
    public void It_runs_without_a_shell_and_not_as_root()
    {
        string last = Dockerfile[Dockerfile.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

        Assert.Matches(@"\nFROM \S+-chiseled\n", last);
        Assert.Contains("\nUSER $APP_UID\n", last, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRUN ", last, StringComparison.Ordinal);
        Assert.Matches(@"\nHEALTHCHECK .* CMD \[""dotnet"", ""/app/Gateway.dll"", ""healthcheck""\]\n", last);
        Assert.EndsWith("\nENTRYPOINT [\"dotnet\", \"/app/Gateway.dll\"]\n", last, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^COPY (src/\S+\.csproj) ", RegexOptions.Multiline)]
    private static partial Regex ProjectCopy();
}
