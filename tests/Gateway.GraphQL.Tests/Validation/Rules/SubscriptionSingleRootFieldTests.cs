namespace Gateway.GraphQL.Tests.Validation.Rules;

public class SubscriptionSingleRootFieldTests
{
    [Fact]
    public void Takes_one_field_also_through_fragments_and_repeated() => Check.Valid(
            """
            subscription A { ...F dog { name } }
            fragment F on Subscription { dog { name } }
            """);

    [Fact]
    public void Lets_queries_select_many() => Check.Valid("{ dog { name } cat { name } }");

    [Fact]
    public void Refuses_two_fields() => Check.Invalid(
            "subscription { dog { name } cat { name } }",
            "Anonymous Subscription must select only one top level field. (1:29)");

    [Fact]
    public void Refuses_two_fields_through_fragments_and_aliases() => Check.Invalid(
            """
            subscription A { ...F }
            fragment F on Subscription { dog { name } other: dog { name } ... { cat { name } } }
            """,
            """Subscription "A" must select only one top level field. (2:43, 2:69)""");

    [Fact]
    public void Refuses_introspection() => Check.Invalid(
            "subscription A { __typename }",
            """Subscription "A" must not select an introspection top level field. (1:18)""");

    [Fact]
    public void Refuses_introspection_beside_a_field() => Check.Invalid(
            "subscription { name: __typename dog { name } }",
            "Anonymous Subscription must not select an introspection top level field. (1:16)",
            "Anonymous Subscription must select only one top level field. (1:33)");

    [Fact]
    public void Refuses_conditions_at_the_root() => Check.Invalid(
            "subscription A($a: Boolean!) { dog @skip(if: $a) { name @skip(if: $a) } ... @include(if: $a) { dog { name } } }",
            """Subscription "A" must not use `@skip` or `@include` directives in the top level selection. (1:36, 1:77)""");
}
