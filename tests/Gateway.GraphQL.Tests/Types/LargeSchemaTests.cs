using System.Globalization;
using System.Text;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Types;

/// <summary>A schema as large as the largest we meet, that of the upstream: more than a megabyte of SDL.</summary>
[Collection(Alone.Name)]
public class LargeSchemaTests
{
    private static readonly string Text = Generate(types: 600);

    [Fact]
    public void Is_built_in_well_under_a_second()
    {
        Assert.InRange(Text.Length, 1_100_000, 1_500_000);
        var document = Sdl.Parse(Text);
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
        var schema = Sdl.Schema(Text);
        string printed = SchemaPrinter.Print(schema);

        var again = Sdl.Schema(printed);

        Assert.Equal(printed, SchemaPrinter.Print(again));
        Assert.Empty(SchemaComparer.Compare(again, schema));
        Assert.Empty(SchemaComparer.Compare(schema, again));
    }

    private static string Generate(int types)
    {
        var sdl = new StringBuilder("interface Node { \"The unique identifier of the entity.\" id: ID! }\nscalar DateTime\n");
        sdl.Append("type Query {\n");
        for (int i = 0; i < types; i++)
        {
            sdl.Append(CultureInfo.InvariantCulture, $"  entity{i}(id: String!): Entity{i}!\n");
        }

        sdl.Append("}\n");
        for (int i = 0; i < types; i++)
        {
            AppendEntity(sdl, i, types);
        }

        return sdl.ToString();
    }

    private static void AppendEntity(StringBuilder sdl, int i, int types)
    {
        sdl.Append(CultureInfo.InvariantCulture, $"enum Kind{i} {{ first second @deprecated(reason: \"Use third.\") third fourth }}\n");
        sdl.Append(CultureInfo.InvariantCulture, $"union Either{i} = Entity{i} | Entity{(i + 1) % types}\n");
        sdl.Append(CultureInfo.InvariantCulture, $"\"\"\"What entities of the kind {i} must be like.\"\"\"\ninput Filter{i} {{\n");
        for (int f = 0; f < 8; f++)
        {
            sdl.Append(CultureInfo.InvariantCulture, $"  \"\"\"Comparator for the property {f}.\"\"\"\n  field{f}: [Filter{(i + f) % types}!]\n");
        }

        sdl.Append(CultureInfo.InvariantCulture, $"}}\n\"\"\"An entity of the kind {i} with a description of usual length.\"\"\"\n");
        sdl.Append(CultureInfo.InvariantCulture, $"type Entity{i} implements Node {{\n  id: ID!\n  kind: Kind{i}!\n  either: Either{i}\n  at: DateTime\n");
        for (int f = 0; f < 10; f++)
        {
            sdl.Append(CultureInfo.InvariantCulture, $"  \"\"\"The entities of property {f} that belong to this one.\"\"\"\n");
            sdl.Append(CultureInfo.InvariantCulture, $"  field{f}(first: Int = 50, filter: Filter{i}): [Entity{(i * 7 + f) % types}!]!\n");
        }

        sdl.Append("}\n");
    }
}
