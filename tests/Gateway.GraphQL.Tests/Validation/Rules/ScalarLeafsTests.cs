namespace Gateway.GraphQL.Tests.Validation.Rules;

public class ScalarLeafsTests
{
    [Fact]
    public void Takes_selections_of_objects_and_none_of_leaves() => Check.Valid("{ dog { name mother { barks } } }");

    [Fact]
    public void Refuses_an_object_without_selection() => Check.Invalid(
            "{ dog { mother } human { pets } }",
            """Field "mother" of type "Dog" must have a selection of subfields. Did you mean "mother { ... }"? (1:9)""",
            """Field "pets" of type "[Pet!]" must have a selection of subfields. Did you mean "pets { ... }"? (1:26)""");

    [Fact]
    public void Refuses_a_selection_of_a_leaf() => Check.Invalid(
            "{ dog { name { x } scores { x } } cat { fur { x } } }",
            """Field "fur" must not have a selection since type "Fur" has no subfields. (1:45)""",
            """Field "name" must not have a selection since type "String" has no subfields. (1:14)""",
            """Field "scores" must not have a selection since type "[Int!]!" has no subfields. (1:27)""");
}
