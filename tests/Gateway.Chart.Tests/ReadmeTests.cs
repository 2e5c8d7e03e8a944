using System.Text.RegularExpressions;

namespace Gateway.Chart.Tests;

public partial class ReadmeTests
{
    /// <summary>The commands that install or render, as they stand in a README.</summary>
    public static TheoryData<string, string> Commands() => new(
        from file in (string[])["README.md", "helm/gateway/README.md"]
        from block in Block().Matches(Repository.Read(file))
        from line in block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        where line.StartsWith("helm ", StringComparison.Ordinal) && !line.Contains(" test ", StringComparison.Ordinal)
        select (file, Blanks().Replace(line, " ").Trim()));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Commands_that_install_are_taken_by_the_chart(string file, string command)
    {
        // Without a cluster nothing can be installed, but all that is installed is rendered first.
        string[] words = [.. command.Split(' ')[1..].Select(word => word == "install" ? "template" : word)];

        var run = await Helm.RunAsync([.. words, "--kube-version", "1.34.0"]);

        Assert.True(run.ExitCode == 0, $"{file}: {command}\n{run.Error}");
        Assert.Contains("kind: Deployment\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_such_commands() => Assert.InRange(Commands().Count, 4, 20);

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
