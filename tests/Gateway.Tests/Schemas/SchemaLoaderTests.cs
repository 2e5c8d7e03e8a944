using Gateway.Schemas;

namespace Gateway.Tests.Schemas;

public sealed class SchemaLoaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-schemas-").FullName;

    [Fact]
    public void Builds_what_is_built_in()
    {
        List<string> faults = [];

        var schemas = SchemaLoader.Load(new SchemaOptions(), faults);

        Assert.Empty(faults);
        Assert.NotNull(schemas!.Merged.Directive("cacheControl"));
        Assert.Null(schemas.Slice.Directive("cacheControl"));
    }

    [Fact]
    public void Names_file_line_and_column_of_faults_in_either_file()
    {
        string slice = Write("slice.graphql", "type Query {\n  a: Missing\n}\n");
        string extensions = Write("more.graphql", "\n\n  }");
        List<string> syntax = [];
        List<string> meaning = [];

        SchemaLoader.Load(new SchemaOptions { Slice = slice, Extensions = extensions }, syntax);
        slice = Write("good.graphql", "type Query {\n  a: Int\n}\n");
        extensions = Write("bad.graphql", "\nextend type Nothing { a: Int }\nextend type Query { b: Gone }");
        SchemaLoader.Load(new SchemaOptions { Slice = slice, Extensions = extensions }, meaning);

        Assert.Contains("more.graphql(3,3): ", Assert.Single(syntax), StringComparison.Ordinal);
        Assert.Equal(2, meaning.Count);
        Assert.Contains(meaning, fault => fault.StartsWith(extensions + "(2,", StringComparison.Ordinal));
        Assert.Contains(meaning, fault => fault.StartsWith(extensions + "(3,", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
