using Gateway.GraphQL.Language;
using Gateway.GraphQL.Tests.Types;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Documents of a megabyte that engines are known to die of get an answer within a second of processor time and a hundred megabytes.</summary>
[Collection(Alone.Name)]
public class KnownKillersTests
{
    public static TheoryData<string> Documents => [.. KillerDocuments.All.Keys];

    public static TheoryData<string> Requests => [.. KillerVariables.All.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Is_answered_within_a_second_and_a_hundred_megabytes(string name)
    {
        var (expected, write) = KillerDocuments.All[name];
        byte[] document = Parser.Encode(write());
        Assert.InRange(document.Length, 1, ParserLimits.Request.Bytes);

        string response = Respond(name, document, null);

        Assert.Contains(expected, response, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Variables_are_answered_within_a_second_and_a_hundred_megabytes(string name)
    {
        var (expected, document, write) = KillerVariables.All[name];

        string response = Respond(name, Parser.Encode(document), write());

        Assert.Contains(expected, response, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Is_printed_within_a_second_and_a_hundred_megabytes(string name)
    {
        byte[] document = Parser.Encode(KillerDocuments.All[name].Write());

        var spent = Spent.WhenWarm(() => Pipeline.Print(document, ParserLimits.Schema));

        Assert.False(spent.IsTooMuch, $"{spent}");
    }

    [Fact]
    public void Conditions_by_the_hundred_in_every_combination_are_answered_within_a_second_and_a_hundred_megabytes()
    {
        byte[] document = Parser.Encode(
            $"query({KillerDocuments.Repeat(100, i => $"$c{i}:Boolean!")}){{{KillerDocuments.Repeat(100, i => $"a{i}:s@skip(if:$c{i})@include(if:$c{(i + 1) % 100})")}}}");
        var random = new Random(1);
        string[] variables = [.. Enumerable.Range(0, 300).Select(_ => $"{{{string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"c{i}\":{(random.Next(2) == 0 ? "true" : "false")}"))}}}")];

        var spent = Spent.WhenWarm(() =>
        {
            var pipeline = new Pipeline(HostileSchema.Schema) { Data = HostileSchema.Data };
            foreach (string given in variables)
            {
                Assert.StartsWith("{\"data\"", pipeline.Run(document, given, null), StringComparison.Ordinal);
            }
        });

        Assert.False(spent.IsTooMuch, $"{spent}");
    }

    private static string Respond(string name, byte[] document, string? variables)
    {
        string response = "";
        var spent = Spent.WhenWarm(() =>
            response = new Pipeline(HostileSchema.Schema) { Data = HostileSchema.Data }.Run(document, variables, null));

        TestContext.Current.SendDiagnosticMessage($"{name}: {document.Length / 1e6:N2} MB, {spent}: {response.AsSpan(0, Math.Min(response.Length, 100))}");
        Assert.False(spent.IsTooMuch, $"{spent}");
        return response;
    }
}
