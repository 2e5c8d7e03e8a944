using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Types;

/// <summary>Schemas written to be expensive are answered within a second of the processor's time.</summary>
[Collection(Alone.Name)]
public class HostileSchemaTests
{
    private const int Many = 3_000;

    public static TheoryData<string, bool> Schemas => new()
    {
        { "input objects in a chain", true },
        { "input objects in a ring", false },
        { "defaults in a chain", true },
        { "directives in a ring", false },
        { "unknown types", false },
        { "extensions of unknown types", false },
        { "many fields", true },
        { "many arguments", true },
        { "many implementers", true },
    };

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Is_answered_within_a_second(string name, bool isValid)
    {
        var document = Sdl.Parse("type Query { a: Int } " + Write(name));
        SchemaBuilder.Build(Sdl.Parse("type Query { a: Int }"));
        var before = Environment.CpuUsage.UserTime;

        var result = SchemaBuilder.Build(document);

        var spent = Environment.CpuUsage.UserTime - before;
        Assert.True(spent < TimeSpan.FromSeconds(1), $"{spent.TotalMilliseconds} ms");
        Assert.Equal(isValid, result.Ok);
    }

    private static string Write(string name) => name switch
    {
        "input objects in a chain" => Repeat(i => $"input I{i} {{ i: I{i + 1}! }}") + $"input I{Many} {{ a: Int }}",
        "input objects in a ring" => Repeat(i => $"input I{i} {{ i: I{(i + 1) % Many}! }}"),
        "defaults in a chain" => Repeat(i => $"input I{i} {{ i: I{i + 1} = {{}} }}") + $"input I{Many} {{ a: Int }}",
        "directives in a ring" => Repeat(i => $"directive @d{i}(x: Int @d{(i + 1) % Many}) on ARGUMENT_DEFINITION"),
        "unknown types" => Repeat(i => $"type T{i} {{ a: Unknown{i} }}"),
        "extensions of unknown types" => Repeat(i => $"extend type Unknown{i} {{ a: Int }}") + Repeat(i => $"type Known{i} {{ a: Int }}"),
        "many fields" => $"type T {{ {Repeat(i => $"f{i}: Int")} }}",
        "many arguments" => $"type T {{ f({Repeat(i => $"a{i}: Int = {i}")}): Int }}",
        _ => "interface F { a: F } " + Repeat(i => $"type T{i} implements F {{ a: T{i} }}"),
    };

    private static string Repeat(Func<int, string> write) => string.Join(' ', Enumerable.Range(0, Many).Select(write));
}
