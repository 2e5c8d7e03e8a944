using System.Text;
using Gateway.Caching.Documents;
using Gateway.Documents;
using Gateway.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Documents;

public sealed class DocumentResolverTests
{
    private const string Known = "{ known }";
    private const string Other = "{ other }";

    private readonly FakeDocumentStore _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_alone_runs_and_is_not_kept()
    {
        var resolver = ResolverOf(new DocumentOptions());

        Assert.Equal("runs { other }", await AskAsync(resolver, query: Other));
        Assert.Equal(0, _store.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hash_is_unknown_until_its_text_came_with_it(bool isSlow)
    {
        var resolver = ResolverOf(new DocumentOptions());
        _store.IsSlow = isSlow;

        string before = await AskAsync(resolver, hash: HashOf(Other));
        string registration = await AskAsync(resolver, query: Other, hash: HashOf(Other));
        string after = await AskAsync(resolver, hash: HashOf(Other));

        Assert.Equal("404 PERSISTED_QUERY_NOT_FOUND PersistedQueryNotFound, a refusal", before);
        Assert.Equal(("runs { other }", "runs { other }"), (registration, after));
    }

    [Fact]
    public async Task An_empty_text_beside_a_hash_is_none()
    {
        var resolver = ResolverOf(new DocumentOptions());
        await AskAsync(resolver, query: Other, hash: HashOf(Other));

        Assert.Equal("runs { other }", await AskAsync(resolver, query: "", hash: HashOf(Other)));
    }

    [Fact]
    public async Task What_was_not_found_valid_is_not_kept()
    {
        var resolver = ResolverOf(new DocumentOptions());
        using var request = RequestOf(Other, HashOf(Other), null);

        await resolver.ResolveAsync(request, Cancel);

        Assert.Equal(0, _store.Count);
    }

    [Fact]
    public async Task A_hash_of_another_text_runs_and_keeps_nothing()
    {
        var resolver = ResolverOf(new DocumentOptions());

        Assert.Equal("400 BAD_REQUEST provided sha does not match query", await AskAsync(resolver, query: Other, hash: HashOf(Known)));
        Assert.StartsWith("400 BAD_REQUEST", await AskAsync(resolver, query: Other, id: "sha256:" + HashOf("{ a }")), StringComparison.Ordinal);
        Assert.Equal((0, 0), (_store.Count, _store.Finds));
    }

    [Fact]
    public async Task Switched_off_hashes_are_not_supported_whatever_comes_with_them()
    {
        var resolver = ResolverOf(new DocumentOptions { PersistedQueries = false });

        string[] outcomes =
        [
            await AskAsync(resolver, hash: HashOf(Other)),
            await AskAsync(resolver, query: Other, hash: HashOf(Other)),
            await AskAsync(resolver, query: Other, hash: HashOf("{ a }")),
        ];

        Assert.All(outcomes, outcome => Assert.Equal("400 PERSISTED_QUERY_NOT_SUPPORTED PersistedQueryNotSupported, a refusal", outcome));
        Assert.Equal((0, 0), (_store.Count, _store.Finds));
        Assert.Equal("runs { known }", await AskAsync(resolver, hash: HashOf(Known)));
    }

    [Fact]
    public async Task Trusted_documents_are_found_by_id_and_by_hash_without_asking_the_store()
    {
        var resolver = ResolverOf(new DocumentOptions());

        Assert.Equal("runs { known }", await AskAsync(resolver, id: "first"));
        Assert.Equal("runs { known }", await AskAsync(resolver, id: "sha256:" + HashOf(Known)));
        Assert.Equal("runs { known }", await AskAsync(resolver, hash: HashOf(Known)));
        Assert.Equal("runs { known }", await AskAsync(resolver, query: Known, id: "first"));
        Assert.Equal((0, 0), (_store.Count, _store.Finds));
    }

    [Theory]
    [InlineData("First")]
    [InlineData("")]
    [InlineData("md5:1bc29b36f623ba82aaf6724fd3b16718")]
    [InlineData("sha256:1bc29b36")]
    [InlineData("sha256:1BC29B36F623BA82AAF6724FD3B16718B77B8465F2C3B1F3F6B4E0B1E7A6F3C1")]
    [InlineData("sha256:1bc29b36f623ba82aaf6724fd3b16718b77b8465f2c3b1f3f6b4e0b1e7a6f3c1")]
    public async Task An_unknown_id_is_told_in_every_mode(string id)
    {
        foreach (var options in new DocumentOptions[] { new(), new() { PersistedQueries = false }, new() { Mode = DocumentMode.Trusted } })
        {
            Assert.Equal("404 DOCUMENT_NOT_FOUND No document of this \"documentId\" is known., a refusal", await AskAsync(ResolverOf(options), id: id));
        }
    }

    [Fact]
    public async Task An_id_that_is_a_hash_finds_and_keeps_as_the_hash_does()
    {
        var resolver = ResolverOf(new DocumentOptions());

        string registration = await AskAsync(resolver, query: Other, id: "sha256:" + HashOf(Other));

        Assert.Equal("runs { other }", registration);
        Assert.Equal("runs { other }", await AskAsync(resolver, hash: HashOf(Other)));
        Assert.Equal("runs { other }", await AskAsync(resolver, id: "sha256:" + HashOf(Other)));
    }

    [Fact]
    public async Task A_text_that_the_id_does_not_name_is_refused()
    {
        var resolver = ResolverOf(new DocumentOptions());

        Assert.StartsWith("400 BAD_REQUEST \"query\" is not", await AskAsync(resolver, query: Other, id: "first"), StringComparison.Ordinal);
        Assert.StartsWith("400 BAD_REQUEST", await AskAsync(resolver, hash: HashOf(Known), id: "first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_trusted_documents_run_nothing_else_does_and_nothing_is_kept()
    {
        var resolver = ResolverOf(new DocumentOptions { Mode = DocumentMode.Trusted });
        await _store.StoreAsync(DocumentHash.Of(Encoding.UTF8.GetBytes(Other)), Encoding.UTF8.GetBytes(Other), Cancel);

        string[] refused =
        [
            await AskAsync(resolver, query: Other),
            await AskAsync(resolver, query: Known + " "),
            await AskAsync(resolver, query: ""),
            await AskAsync(resolver, hash: HashOf(Other)),
            await AskAsync(resolver, query: Other, hash: HashOf(Other)),
            await AskAsync(resolver, query: Other, id: "sha256:" + HashOf(Other)),
        ];
        string[] runs =
        [
            await AskAsync(resolver, query: Known),
            await AskAsync(resolver, hash: HashOf(Known)),
            await AskAsync(resolver, query: Known, hash: HashOf(Known)),
            await AskAsync(resolver, id: "first"),
            await AskAsync(resolver, id: "sha256:" + HashOf(Known)),
        ];

        Assert.All(refused, outcome => Assert.StartsWith("403 DOCUMENT_NOT_TRUSTED", outcome, StringComparison.Ordinal));
        Assert.All(runs, outcome => Assert.Equal("runs { known }", outcome));
        Assert.Equal((1, 0), (_store.Count, _store.Finds));
    }

    [Fact]
    public async Task A_hash_that_is_known_in_the_process_costs_no_memory()
    {
        var resolver = ResolverOf(new DocumentOptions());
        using var request = RequestOf(null, HashOf(Known), null);
        await resolver.ResolveAsync(request, Cancel);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool runs = true;
        for (int i = 0; i < 1000; i++)
        {
            request.SetDocument(ReadOnlyMemory<byte>.Empty);
            runs &= await resolver.ResolveAsync(request, Cancel) is null;
        }

        Assert.Equal((true, 0), (runs, GC.GetAllocatedBytesForCurrentThread() - before));
    }

    private static string HashOf(string text) => DocumentHash.Of(Encoding.UTF8.GetBytes(text)).ToString();

    private static GraphQLRequest RequestOf(string? query, string? hash, string? id)
    {
        var request = new GraphQLRequest { PersistedQuery = hash, DocumentId = id };
        if (query is not null)
        {
            request.SetDocument(Encoding.UTF8.GetBytes(query));
        }

        return request;
    }

    private DocumentResolver ResolverOf(DocumentOptions options) =>
        new(new TrustedDocuments([new TrustedDocument("first", Encoding.UTF8.GetBytes(Known), "")]), _store, Options.Create(options));

    /// <summary>As the endpoint does, with documents that are all valid.</summary>
    private static async Task<string> AskAsync(DocumentResolver resolver, string? query = null, string? hash = null, string? id = null)
    {
        using var request = RequestOf(query, hash, id);
        if (await resolver.ResolveAsync(request, Cancel) is { } fault)
        {
            return $"{fault.Status} {fault.Code} {fault.Message}{(fault.IsRefusal ? ", a refusal" : "")}";
        }

        await resolver.KeepAsync(request, Cancel);
        return $"runs {Encoding.UTF8.GetString(request.Document!.Value.Span)}";
    }
}
