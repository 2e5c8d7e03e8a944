using System.Globalization;
using Gateway.GraphQL.Tests.Execution;

namespace Gateway.GraphQL.Tests.Planning;

public class OperationPlanTests
{
    private readonly Executing _engine = new("type Query { a: Int b: Int q: Query }");

    [Fact]
    public void Shares_a_variant_between_variables_that_decide_alike()
    {
        const string Document = "query($v: Boolean!, $n: Boolean = false) { a @include(if: $v) b @skip(if: $n) }";

        var one = _engine.Compile(Document, """{"v":true}""");
        var same = _engine.Compile(Document, """{"v":true,"n":false}""");
        var other = _engine.Compile(Document, """{"v":false}""");

        Assert.Same(one.Variant, same.Variant);
        Assert.NotSame(one.Variant, other.Variant);
        Assert.Equal(2, one.Variant!.Root.Fields.Length);
        Assert.Single(other.Variant!.Root.Fields);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100)]
    public void Decides_right_however_many_conditions_there_are(int conditions)
    {
        var random = new Random(conditions);
        string document = $"query({string.Concat(Enumerable.Range(0, conditions).Select(i => $"$v{i}: Boolean! "))}) {{ q {{ b "
            + string.Concat(Enumerable.Range(0, conditions).Select(i => $"a{i}: a @include(if: $v{i}) ")) + "} }";
        for (int round = 0; round < 100; round++)
        {
            bool[] values = [.. Enumerable.Range(0, conditions).Select(_ => random.Next(2) == 0)];
            string variables = $"{{{string.Join(',', values.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"\"v{i}\":{(value ? "true" : "false")}")))}}}";

            var fields = _engine.Compile(document, variables).Variant!.Root.Fields[0].Selection!.Plans[0].Fields;

            Assert.Equal(["b", .. Enumerable.Range(0, conditions).Where(i => values[i]).Select(i => $"a{i}")], fields.Select(field => field.ResponseName));
        }
    }

    [Fact]
    public void Leaves_conditions_of_another_operation_alone()
    {
        const string Document = "query A($v: Boolean!) { ...F b @skip(if: $v) } query B($v: Boolean = true) { ...F } fragment F on Query { a @skip(if: $v) b }";

        var a = _engine.Compile(Document, """{"v":true}""", "A");
        var b = _engine.Compile(Document, """{"v":false}""", "B");

        Assert.Equal(["b"], a.Variant!.Root.Fields.Select(field => field.ResponseName));
        Assert.Equal(["a", "b"], b.Variant!.Root.Fields.Select(field => field.ResponseName));
    }
}
