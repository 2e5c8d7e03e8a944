using Gateway.GraphQL.Tests.Types;

namespace Gateway.GraphQL.Tests.Validation.Rules;

public class OperationTypeExistenceTests
{
    [Fact]
    public void Takes_operations_that_the_schema_has_a_root_for() => Check.Valid("mutation { rename { name } }");

    [Fact]
    public void Refuses_operations_that_it_has_none_for()
    {
        var schema = Sdl.Schema("type Query { a: Int }");

        Assert.Equal(["The mutation operation is not supported by the schema. (1:1)"], Check.Errors(schema, "mutation { a }"));
        Assert.Equal(["The subscription operation is not supported by the schema. (1:2)"], Check.Errors(schema, " subscription A { a { b } }"));
    }
}
