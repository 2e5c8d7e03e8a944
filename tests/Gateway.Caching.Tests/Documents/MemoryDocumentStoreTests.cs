using Gateway.Caching.Documents;
using static Gateway.Caching.Tests.Documents.Texts;

namespace Gateway.Caching.Tests.Documents;

public class MemoryDocumentStoreTests
{
    private readonly MemoryDocumentStore _store = new(new DocumentTable(100_000));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_what_it_was_given_and_nothing_else()
    {
        await _store.StoreAsync(HashOf(1, 100), Of(1, 100), Cancel);

        Assert.Equal(Of(1, 100), (await _store.FindAsync(HashOf(1, 100), Cancel))?.ToArray());
        Assert.Null(await _store.FindAsync(HashOf(2, 100), Cancel));
    }
}
