using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>A request's body as the upstream reads it.</summary>
internal sealed class SentDocument
{
    public SentDocument(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        Query = json.RootElement.GetProperty("query").GetString()!;
        Variables = json.RootElement.GetProperty("variables").Clone();
        var parsed = Parser.Parse(Encoding.UTF8.GetBytes(Query), ParserLimits.Schema);
        Assert.True(parsed.Ok, $"{parsed.Error}: {Query}");
        Syntax = parsed.Document;
    }

    public static SentDocument Of(string body) => new(Encoding.UTF8.GetBytes(body));

    public string Query { get; }

    public JsonElement Variables { get; }

    public DocumentSyntax Syntax { get; }

    public OperationSyntax Operation => Syntax.Definitions.OfType<OperationSyntax>().Single();

    /// <summary>The root fields.</summary>
    public IReadOnlyList<FieldSyntax> Calls => [.. Operation.SelectionSet.Selections.Cast<FieldSyntax>()];

    /// <summary>The value of an argument; undefined if it is not given.</summary>
    public JsonElement Argument(FieldSyntax field, string name) =>
        field.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value is VariableSyntax variable
            ? Variables.GetProperty(variable.Name)
            : default;

    public FragmentSyntax Fragment(string name) => Syntax.Definitions.OfType<FragmentSyntax>().Single(fragment => fragment.Name.Value == name);
}
