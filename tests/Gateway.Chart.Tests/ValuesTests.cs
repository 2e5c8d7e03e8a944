using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Chart.Tests;

public partial class ValuesTests
{
    private const string Begin = "<!-- values -->\n";
    private const string End = "<!-- /values -->";

    [Fact]
    public void The_table_of_the_readme_says_what_the_values_say()
    {
        string readme = Repository.Read("helm/gateway/README.md");

        string table = ValuesTable.Of(Repository.Read("helm/gateway/values.yaml"));

        string expected = $"{readme.Split(Begin)[0]}{Begin}{table}{End}{readme.Split(End)[1]}";
        Snapshot.MatchFile(Path.Combine(Repository.Chart, "README.md"), expected);
    }

    [Fact]
    public void A_value_without_a_comment_is_found()
    {
        var error = Assert.Throws<InvalidDataException>(() => ValuesTable.Of("a:\n  # -- Said\n  b: 1\n  c: 2\n"));

        Assert.Equal("a.c has no comment that begins with `# --`.", error.Message);
    }

    [Fact]
    public void Blocks_that_are_one_value_stand_in_one_line()
    {
        string table = ValuesTable.Of("# -- What it | may use\nresources:\n  requests:\n    cpu: 250m\n    memory: 1Gi\n  limits: {}\n# -- Next\nnext: []\n");

        Assert.Contains("| `resources` | `{requests: {cpu: 250m, memory: 1Gi}, limits: {}}` | What it \\| may use |\n", table, StringComparison.Ordinal);
        Assert.Contains("| `next` | `[]` | Next |\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_takes_no_key_that_it_does_not_know()
    {
        using var schema = JsonDocument.Parse(Repository.Read("helm/gateway/values.schema.json"));

        string[] open = [.. Open(schema.RootElement.GetProperty("properties"), ""), .. Open(schema.RootElement.GetProperty("definitions"), "")];

        // Other charts' values stand there as well.
        Assert.Equal(["global"], open);
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void The_schema_and_the_values_have_the_same_keys()
    {
        using var schema = JsonDocument.Parse(Repository.Read("helm/gateway/values.schema.json"));

        string[] described = [.. Leaves(schema.RootElement, "")];

        string table = ValuesTable.Of(Repository.Read("helm/gateway/values.yaml"));
        Assert.Equal(Row().Matches(table).Select(match => match.Groups[1].Value), described);
    }

    private static IEnumerable<string> Open(JsonElement properties, string path)
    {
        foreach (var property in properties.EnumerateObject())
        {
            if (property.Value.TryGetProperty("properties", out var inner))
            {
                if (!property.Value.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False)
                {
                    yield return path + property.Name;
                }

                foreach (string open in Open(inner, $"{path}{property.Name}."))
                {
                    yield return open;
                }
            }
        }
    }

    private static IEnumerable<string> Leaves(JsonElement schema, string path) =>
        schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().SelectMany(property => Leaves(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}"))
            : [path];

    [GeneratedRegex("^\\| `([A-Za-z.]+)` ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
