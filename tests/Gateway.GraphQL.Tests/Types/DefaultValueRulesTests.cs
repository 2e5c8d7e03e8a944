namespace Gateway.GraphQL.Tests.Types;

public class DefaultValueRulesTests
{
    [Fact]
    public void Takes_defaults_that_fit() => Assert.Empty(Sdl.Faults(
        """
        type Query { a(x: Float = 1, y: [[Int]] = 1, z: I = { a: 1 }, n: Int = null, s: S = { any: [1] }): Int }
        input I { a: Int! b: E! = A } enum E { A } scalar S
        """));

    [Fact]
    public void Refuses_defaults_that_do_not_fit() => Sdl.Refused(
        """
        type Query { a(x: Int = "1", y: [Int!] = [null], z: I = {}): Int } input I { a: Int! b: E = B } enum E {
        A } directive @d(x: Boolean = 1) on FIELD
        """,
        "Boolean cannot represent a non boolean value: 1 (2:31)",
        """Expected value of type "Int!", found null. (1:43)""",
        """Field "I.a" of required type "Int!" was not provided. (1:57)""",
        """Int cannot represent non-integer value: "1" (1:25)""",
        """Value "B" does not exist in "E" enum. Did you mean the enum value "A"? (1:93)""");

    [Fact]
    public void Refuses_repeated_names_in_defaults() => Sdl.Refused(
        "type Query { a(x: I = { a: 1, a: 2 }): Int } input I { a: Int }",
        """There can be only one input field named "a". (1:25, 1:31)""");
}
