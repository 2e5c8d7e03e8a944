namespace Gateway.GraphQL.Tests.Types;

public class InputCyclesTests
{
    [Fact]
    public void Takes_input_objects_that_can_end() =>
        Assert.Empty(Sdl.Faults("input I { i: I j: [I!]! k: J! } input J { i: I } type Query { a(i: I): Int }"));

    [Fact]
    public void Refuses_an_input_object_that_needs_itself() => Sdl.Refused(
        "input I { i: I! } type Query { a(i: I): Int }",
        """Cannot reference Input Object "I" within itself through a series of non-null fields: "i". (1:11)""");

    [Fact]
    public void Refuses_input_objects_that_need_each_other_and_tells_the_way() => Sdl.Refused(
        "input I { i: J! k: I! } input J { j: K! } input K { k: I! ok: [I!]! n: I } type Query { a(i: I): Int }",
        """Cannot reference Input Object "I" within itself through a series of non-null fields: "i.j.k". (1:11, 1:35, 1:53)""",
        """Cannot reference Input Object "I" within itself through a series of non-null fields: "k". (1:17)""");
}
