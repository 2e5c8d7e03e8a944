namespace Gateway.GraphQL.Tests.Validation.Rules;

public class PossibleFragmentSpreadsTests
{
    [Fact]
    public void Takes_types_that_have_an_object_in_common() => Check.Valid(
            """
            { dog { ... on Pet { name } ... on CatOrDog { __typename } } being { ... on CatOrDog { __typename } }
            catOrDog { ... on DogOrHuman { __typename } } }
            """);

    [Fact]
    public void Refuses_types_that_have_none() => Check.Invalid(
            """
            { dog { ... on Cat { name } ...A } cat { ... on DogOrHuman { __typename } } human { ...B } catOrDog { ...
            on Human { name } } }
            fragment A on Human { name }
            fragment B on Pet { name }
            """,
            """Fragment "A" cannot be spread here as objects of type "Dog" can never be of type "Human". (1:29)""",
            """Fragment "B" cannot be spread here as objects of type "Human" can never be of type "Pet". (1:85)""",
            """Fragment cannot be spread here as objects of type "Cat" can never be of type "DogOrHuman". (1:42)""",
            """Fragment cannot be spread here as objects of type "CatOrDog" can never be of type "Human". (1:103)""",
            """Fragment cannot be spread here as objects of type "Dog" can never be of type "Cat". (1:9)""");
}
