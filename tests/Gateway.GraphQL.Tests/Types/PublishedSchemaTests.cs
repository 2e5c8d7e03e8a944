using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Types;

/// <summary>The largest schema we meet: that of the upstream, as it is published.</summary>
[Collection(Alone.Name)]
public class PublishedSchemaTests
{
    private const string Path = "/work/shared/upstream/linear.graphql";

    [Fact]
    public void Is_built_in_well_under_a_second()
    {
        Assert.SkipUnless(File.Exists(Path), "The upstream's schema is not on this machine.");
        var document = Sdl.Parse(File.ReadAllText(Path));
        SchemaBuilder.Build(document);
        var before = Environment.CpuUsage.UserTime;

        var result = SchemaBuilder.Build(document);

        var spent = Environment.CpuUsage.UserTime - before;
        Assert.Empty(result.Errors);
        Assert.True(spent < TimeSpan.FromSeconds(0.6), $"{spent.TotalMilliseconds} ms");
        TestContext.Current.SendDiagnosticMessage($"{spent.TotalMilliseconds} ms");
    }

    [Fact]
    public void Is_printed_so_that_it_is_read_back()
    {
        Assert.SkipUnless(File.Exists(Path), "The upstream's schema is not on this machine.");
        var schema = Sdl.Schema(File.ReadAllText(Path));
        string printed = SchemaPrinter.Print(schema);

        var again = Sdl.Schema(printed);

        Assert.Equal(printed, SchemaPrinter.Print(again));
        Assert.Empty(SchemaComparer.Compare(again, schema));
        Assert.Empty(SchemaComparer.Compare(schema, again));
    }
}
