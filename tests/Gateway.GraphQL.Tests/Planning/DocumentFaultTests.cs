using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Tests.Types;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation.Limits;

namespace Gateway.GraphQL.Tests.Planning;

public class DocumentFaultTests
{
    private static readonly Schema Schema = Sdl.Schema("type Query { a: Int q: Query }");

    private readonly PlanCache _cache = new(
        Schema, new DocumentLimits(new ParserLimits(100, 20, 5), 100) { Selections = SelectionLimits.None with { Aliases = 1 } }, 1 << 20);

    [Theory]
    [InlineData("{ a }", DocumentFault.None)]
    [InlineData("{ a", DocumentFault.Syntax)]
    [InlineData("{ b }", DocumentFault.Validation)]
    [InlineData("{ x: a y: a }", DocumentFault.Limit)]
    [InlineData("{ x: b y: b }", DocumentFault.Limit)]
    public void Says_at_which_stage_a_document_was_refused_and_limits_come_before_validation(string text, DocumentFault fault)
    {
        Assert.Equal(fault, Get(text).Fault);
    }

    [Fact]
    public void Says_how_far_the_parsers_limits_are_passed()
    {
        Assert.Equal(new LimitBreach(DocumentLimit.Bytes, 100, 206, false), Get($"{{ a }} {new string(' ', 200)}").Breach);
        Assert.Equal(new LimitBreach(DocumentLimit.Tokens, 20, 32, false), Get($"{{ {string.Join(' ', Enumerable.Repeat("a", 30))} }}").Breach);
        Assert.Equal(new LimitBreach(DocumentLimit.Tokens, 20, 31, true), Get($"{{ {string.Join(' ', Enumerable.Repeat("a", 30))} ?").Breach);
        Assert.Equal(new LimitBreach(DocumentLimit.Nesting, 5, 6, true), Get("{ q { q { q { q { q { a } } } } } }").Breach);
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }", true)]
    [InlineData("query($i: Boolean = false) { ...F } fragment F on Query { ... @include(if: $i) { t: __type(name: \"Query\") { name } } }", true)]
    [InlineData("{ __typename q { __typename } }", false)]
    [InlineData("{ __schema: a }", false)]
    public void Knows_which_operations_ask_for_the_schema(string text, bool introspects)
    {
        var cache = new PlanCache(Schema, DocumentLimits.Request, 1 << 20);

        Assert.True(cache.Get(Encoding.UTF8.GetBytes(text)).TryGetOperation(null, out var plan, out _));

        Assert.Equal(introspects, plan.Introspects);
    }

    private CompiledDocument Get(string text) => _cache.Get(Encoding.UTF8.GetBytes(text));
}
