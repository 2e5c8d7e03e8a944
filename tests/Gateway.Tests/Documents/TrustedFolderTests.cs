using System.Security.Cryptography;
using System.Text;
using Gateway.Documents;
using Gateway.GraphQL.Planning;
using Gateway.Stitching.Limits;
using Gateway.Testing;

namespace Gateway.Tests.Documents;

public sealed class TrustedFolderTests : IDisposable
{
    private const string Viewer = "query Viewer { viewer { id } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-documents-").FullName;
    private readonly List<string> _faults = [];

    [Fact]
    public void A_file_is_a_document_by_its_name_and_by_its_hash()
    {
        Write("Viewer.v2.graphql", Viewer + "\n");
        Write("README.md", "not { a } document");

        var documents = Load();

        Assert.Empty(_faults);
        Assert.Equal(Viewer + "\n", TextOf(documents.Find("Viewer.v2")));
        Assert.Null(documents.Find("README"));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        Write("marked.graphql", "\uFEFF" + Viewer);

        Assert.Equal(Viewer, TextOf(Load().Find("marked")));
        Assert.Empty(_faults);
    }

    [Fact]
    public void Apollo_and_relay_manifests_are_read()
    {
        string hash = HashOf(Viewer);
        Write("apollo.json", $$"""
            {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
              {"id": "{{hash}}", "name": "Viewer", "type": "query", "body": "{{Viewer}}"},
              {"id": "quoted", "name": "Q", "type": "query", "body": "query Q { issue(id: \"a\") { id } }"}]}
            """);
        Write("relay.json", $$"""{"1bc29b36f623ba82aaf6724fd3b16718": "{{Viewer}}", "sha256:{{hash}}": "{{Viewer}}"}""");

        var documents = Load();

        Assert.Empty(_faults);
        string[] ids = [hash, "1bc29b36f623ba82aaf6724fd3b16718", "sha256:" + hash];
        Assert.All(ids, id => Assert.Equal(Viewer, TextOf(documents.Find(id))));
        Assert.Equal("query Q { issue(id: \"a\") { id } }", TextOf(documents.Find("quoted")));
    }

    [Fact]
    public void Every_fault_is_told_with_its_place()
    {
        Write("a.graphql", "query {\n  viewer { id }");
        Write("b.graphql", "query B {\n  viewer { idd nothing }\n}");
        Write("c.graphql", "query C { viewer { id } }");
        Write("d.json", """{"c": "query C { viewer { name } }", "e": 5, "": "{ viewer { id } }", "f\n": "{ gone }", "sha256:00": "{ viewer { id } }"}""");
        Write("e.json", "{\n  \"a\": nothing}");
        Write("f.json", """{"format": "another", "version": 1, "operations": []}""");
        Write("g.json", """{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "g"}, 5]}""");
        Write("h.json", "[]");
        Write("i.json", "{\"i\": \"\\ud800\"}");

        Load();

        string[] expected =
        [
            "a.graphql(2,16): ", "b.graphql(2,12): Cannot query field \"idd\"", "b.graphql(2,16): Cannot query field \"nothing\"",
            "d.json: \"e\": must be a document.", $"d.json: \"c\": the id is also that of another document, in {PathOf("c.graphql")}.",
            "d.json: \"\": the id is empty.", "d.json: \"f\\n\"(1,3): Cannot query field \"gone\"", "d.json: \"sha256:00\": the id is the hash of another text.",
            "e.json(2,9): is not valid JSON.", "f.json: \"format\" must be", "g.json: operation 1 must have", "g.json: operation 2 must have",
            "h.json: must be a JSON object", "i.json: holds text that is not valid Unicode.",
        ];
        Assert.All(expected, fault => Assert.Contains(_faults, told => told.StartsWith(PathOf(fault), StringComparison.Ordinal)));
        Assert.Equal(expected.Length, _faults.Count);
    }

    [Fact]
    public void Documents_keep_to_the_limits_of_all()
    {
        Write("deep.graphql", "{ viewer { id } }");

        TrustedFolder.Load(_folder, TestSchema.Gateway, new LimitsOptions { Depth = 1 }.ToDocumentLimits(), _faults);

        Assert.StartsWith($"{PathOf("deep.graphql")}: ", Assert.Single(_faults), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_may_come_twice_with_the_same_text()
    {
        Write("Viewer.graphql", Viewer);
        Write("same.json", $$"""{"Viewer": "{{Viewer}}"}""");

        Load();

        Assert.Empty(_faults);
    }

    [Fact]
    public void A_folder_that_is_not_there_or_holds_nothing_is_a_fault()
    {
        TrustedFolder.Load(PathOf("missing"), TestSchema.Gateway, DocumentLimits.Request, _faults);
        Load();

        Assert.Equal([$"{PathOf("missing")}: cannot be read (DirectoryNotFoundException).", $"{_folder}: holds no documents, neither *.graphql nor *.json."], _faults);
    }

    [Fact]
    public void Without_a_schema_documents_are_parsed_all_the_same()
    {
        Write("a.graphql", "{ whatever");
        Write("b.graphql", "{ whatever }");

        var documents = TrustedFolder.Load(_folder, null, DocumentLimits.Request, _faults);

        Assert.StartsWith(PathOf("a.graphql"), Assert.Single(_faults), StringComparison.Ordinal);
        Assert.NotNull(documents.Find("b"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TrustedDocuments Load() => TrustedFolder.Load(_folder, TestSchema.Gateway, DocumentLimits.Request, _faults);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    private static string? TextOf(byte[]? utf8) => utf8 is null ? null : Encoding.UTF8.GetString(utf8);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
