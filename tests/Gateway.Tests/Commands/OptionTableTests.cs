using System.Text.RegularExpressions;
using Gateway.Configuration;

namespace Gateway.Tests.Commands;

public partial class OptionTableTests
{
    [Fact]
    public void The_table_of_the_readme_has_every_option_and_no_other()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Gateway.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        string text = File.ReadAllText(Path.Combine(root, "src", "Gateway", "README.md"));
        var told = Row().Matches(text).SelectMany(row => Key().Matches(row.Groups[1].Value)).Select(key => key.Groups[1].Value);

        Assert.Equal(OptionCatalogue.Keys.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^\\| (`(?:[A-Z][A-Za-z]+:[A-Za-z:]+|Urls)`.*?) \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][A-Za-z]+:[A-Za-z:]+|Urls)`")]
    private static partial Regex Key();
}
