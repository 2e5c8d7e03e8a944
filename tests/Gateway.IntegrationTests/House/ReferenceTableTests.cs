using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Gateway.IntegrationTests.House;

public partial class ReferenceTableTests
{
    private static readonly string[] EngineFolders = ["Errors", "Language", "Types", "Values", "Validation", "Planning", "Execution"];

    [Theory]
    [InlineData("Gateway.GraphQL", "")]
    [InlineData("Gateway.Caching", "")]
    [InlineData("Gateway.Linear", "")]
    [InlineData("Gateway.Stitching", "Gateway.Caching Gateway.GraphQL Gateway.Linear")]
    [InlineData("Gateway.Sandbox", "Gateway.GraphQL")]
    [InlineData("Gateway", "Gateway.Caching Gateway.GraphQL Gateway.Linear Gateway.Sandbox Gateway.Stitching")]
    public void A_project_references_what_it_may_touch_and_nothing_else(string project, string expected)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));

        var references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
            .Order(StringComparer.Ordinal);

        Assert.Equal(expected, string.Join(' ', references));
    }

    [Fact]
    public void Every_source_project_is_in_the_table()
    {
        string[] projects = [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(
            ["Gateway", "Gateway.Caching", "Gateway.GraphQL", "Gateway.Linear", "Gateway.Sandbox", "Gateway.Stitching"], projects);
    }

    [Fact]
    public void Folders_of_the_engine_use_only_those_to_their_left()
    {
        var wrong = new List<string>();
        foreach (string file in Repository.Sources("src/Gateway.GraphQL"))
        {
            string folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src/Gateway.GraphQL"), file).Split('/')[0];
            int place = Array.IndexOf(EngineFolders, folder);
            wrong.AddRange(EngineNamespace().Matches(File.ReadAllText(file))
                .Select(match => match.Groups[1].Value)
                .Where(used => Array.IndexOf(EngineFolders, used) > place)
                .Select(used => $"{Path.GetFileName(file)} in {folder} uses {used}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_namespace_is_the_folder_it_stands_in()
    {
        var wrong = Repository.Sources("src")
            .Where(file => !file.EndsWith("ServiceCollectionExtensions.cs", StringComparison.Ordinal))
            .Where(file => FileNamespace().Match(File.ReadAllText(file)) is { Success: true } match
                && match.Groups[1].Value != Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(file)!).Replace('/', '.'));

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_has_more_than_four_hundred_lines()
    {
        var long_ = Repository.Sources("src").Where(file => File.ReadLines(file).Count() > 400);

        Assert.Empty(long_);
    }

    [GeneratedRegex(@"using Gateway\.GraphQL\.([A-Z][A-Za-z]+)")]
    private static partial Regex EngineNamespace();

    [GeneratedRegex(@"^namespace ([A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex FileNamespace();
}
