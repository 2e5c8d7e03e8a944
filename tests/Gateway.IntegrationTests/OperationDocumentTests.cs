using Gateway.GraphQL.Language;
using Gateway.GraphQL.Validation;
using Gateway.IntegrationTests.House;
using Gateway.Testing;

namespace Gateway.IntegrationTests;

public class OperationDocumentTests
{
    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "schema", "operations"), "*.graphql").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_example_document_is_valid(string file)
    {
        byte[] text = File.ReadAllBytes(Path.Combine(Repository.Root, "schema", "operations", file));

        var parsed = Parser.Parse(text, ParserLimits.Request);

        Assert.True(parsed.Ok, parsed.Error?.Message);
        Assert.Empty(DocumentValidator.Validate(TestSchema.Gateway, parsed.Document));
    }
}
