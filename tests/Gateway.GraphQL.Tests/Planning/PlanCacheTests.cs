using System.Globalization;
using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Tests.Types;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Planning;

public class PlanCacheTests
{
    private const int Capacity = 1_000_000;

    private static readonly Schema Schema = Sdl.Schema("type Query { a: Int } type Mutation { m: Int }");

    private readonly PlanCache _cache = new(Schema, new DocumentLimits(new ParserLimits(1_000, 1_000, 20), 100), Capacity);

    [Fact]
    public void Compiles_equal_texts_once()
    {
        byte[] buffer = Encoding.UTF8.GetBytes("{ a }");
        var first = _cache.Get(buffer);

        buffer.AsSpan().Fill((byte)'x');

        Assert.Same(first, Get("{ a }"));
        Assert.NotSame(first, Get("{  a }"));
        Assert.True(first.Errors.IsEmpty);
    }

    [Fact]
    public void Does_not_keep_what_is_not_valid()
    {
        Assert.All(["", "{", "{ b }", $"{{ a }} #{new string('x', 2_000)}"], text =>
        {
            var compiled = Get(text);

            Assert.NotEmpty(compiled.Errors);
            Assert.NotSame(compiled, Get(text));
            Assert.False(compiled.TryGetOperation(null, out _, out _));
        });
    }

    [Fact]
    public void Forgets_what_nobody_asked_for_lately_and_keeps_what_somebody_did()
    {
        var forgotten = Get("{ forgotten: a }");
        var kept = Get("{ kept: a }");

        for (int i = 0; i < 400; i++)
        {
            Get(string.Create(CultureInfo.InvariantCulture, $"{{ a{i}: a }} #{new string('x', 90)}"));
            Get("{ kept: a }");
        }

        Assert.Same(kept, Get("{ kept: a }"));
        Assert.NotSame(forgotten, Get("{ forgotten: a }"));
    }

    [Fact]
    public void Stays_within_bounds_whatever_comes()
    {
        var kept = new List<WeakReference>();
        for (int i = 0; i < 2_000; i++)
        {
            kept.Add(Held(string.Create(CultureInfo.InvariantCulture, $"{{ a{i}: a }} #{new string('x', 200)}")));
        }

        GC.Collect();

        Assert.InRange(kept.Count(reference => reference.IsAlive), 0, (Capacity / 20_000) + 2);
    }

    [Fact]
    public void Finds_operations_by_name()
    {
        var compiled = Get("query A { a } mutation B { m }");

        Assert.True(compiled.TryGetOperation("B", out var plan, out _));
        Assert.Equal("B", plan.Operation.Name?.Value);
        Assert.Equal("Unknown operation named \"C\".", ErrorOf(compiled, "C"));
        Assert.Equal("Unknown operation named \"\".", ErrorOf(compiled, ""));
        Assert.Equal("Must provide operation name if query contains multiple operations.", ErrorOf(compiled, null));
    }

    [Fact]
    public void Knows_that_the_empty_name_is_nobodys()
    {
        Assert.Equal("Unknown operation named \"\".", ErrorOf(Get("{ a }"), ""));
        Assert.True(Get("{ a }").TryGetOperation(null, out _, out _));
        Assert.True(Get("query A { a }").TryGetOperation(null, out _, out _));
    }

    [Fact]
    public async Task Serves_many_threads()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (int i = 0; i < 2_000; i++)
                {
                    var compiled = Get(string.Create(CultureInfo.InvariantCulture, $"{{ a{i % 150}: a }} #{new string('x', 90)}"));
                    Assert.True(compiled.TryGetOperation(null, out var plan, out var _));
                    Assert.Equal($"a{i % 150}", plan.Variant(GraphQL.Values.VariableValues.Empty)!.Root.Fields[0].ResponseName);
                }
            },
            TestContext.Current.CancellationToken)));
    }

    private static string? ErrorOf(CompiledDocument compiled, string? name)
    {
        compiled.TryGetOperation(name, out _, out var error);
        return error?.Message;
    }

    private WeakReference Held(string text) => new(Get(text));

    private CompiledDocument Get(string text) => _cache.Get(Encoding.UTF8.GetBytes(text));
}
