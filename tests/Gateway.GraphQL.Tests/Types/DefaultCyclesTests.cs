namespace Gateway.GraphQL.Tests.Types;

public class DefaultCyclesTests
{
    [Fact]
    public void Takes_defaults_that_end() => Assert.Empty(Sdl.Faults(
        """
        type Query { a(i: A = {}): Int } input A { b: B = { a: null } } input B { a: A = {} c: A = { b: { a:
        null, c: null } } }
        """));

    [Fact]
    public void Refuses_defaults_that_contain_themselves() => Sdl.Refused(
        """
        type Query { a(i: A): Int } input A { b: B = {} } input B { a: A = {} c: A = { b: null } } input C { c:
        [C] = [{}] d: C }
        """,
        "Invalid circular reference. The default value of Input Object field A.b references itself. (1:39)",
        "Invalid circular reference. The default value of Input Object field B.a references itself. (1:61)",
        "Invalid circular reference. The default value of Input Object field C.c references itself. (1:102)");
}
