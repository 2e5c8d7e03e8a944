using System.Text.RegularExpressions;

namespace Gateway.Linear.Tests;

public sealed partial class ChaosTableTests
{
    [Fact]
    public void Every_row_names_a_test_that_is_there_and_every_test_of_faults_has_a_row()
    {
        var tests = typeof(ChaosTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => method.Name).Append(type.Name)).ToHashSet();

        string[] named = [.. File.ReadLines(Readme()).Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value)];

        Assert.True(named.Length > 20);
        Assert.Empty(named.Except(tests));
        var faults = typeof(ChaosTests).GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => method.Name);
        Assert.Empty(faults.Except(named));
    }

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "src", "Gateway.Linear", "README.md");
    }

    // Its last cell, which is a name alone.
    [GeneratedRegex(@"^\|.*\| `(\w+)` \|$")]
    private static partial Regex Row();
}
