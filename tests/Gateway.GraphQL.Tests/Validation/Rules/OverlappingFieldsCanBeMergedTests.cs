namespace Gateway.GraphQL.Tests.Validation.Rules;

public class OverlappingFieldsCanBeMergedTests
{
    [Fact]
    public void Takes_one_field_twice_with_the_same_arguments() => Check.Valid(
            """
            { dog { name(surname: true) name(surname: true) a: barks a: barks } arguments { complex(in: { required:
            true, int: 1 }) complex(in: { int: 1, required: true }) } }
            """);

    [Fact]
    public void Takes_different_fields_of_objects_that_exclude_each_other() =>
        Check.Valid("{ pet { ... on Dog { volume: barkVolume name(surname: true) } ... on Cat { volume: meowVolume name } } }");

    [Fact]
    public void Takes_different_selections_of_one_field() => Check.Valid("{ dog { mother { name } mother { barks } } }");

    [Fact]
    public void Takes_fragments_that_spread_unknown_ones() => Check.Valid(
            """
            { dog { ...F name } }
            fragment F on Dog { mother { name } }
            """);

    [Fact]
    public void Refuses_different_fields() => Check.Invalid(
            "{ dog { name: nickname name } }",
            """Fields "name" conflict because "nickname" and "name" are different fields. Use different aliases on the fields to fetch """
            + "both if this was intentional. (1:9, 1:24)");

    [Fact]
    public void Refuses_different_arguments() => Check.Invalid(
            "{ dog { name(surname: true) name } arguments { int(in: 1) int(in: 2) } }",
            """Fields "int" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this """
            + "was intentional. (1:48, 1:59)",
            """Fields "name" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this """
            + "was intentional. (1:9, 1:29)");

    [Fact]
    public void Refuses_different_fields_through_fragments() => Check.Invalid(
            """
            { dog { ...A ...B } }
            fragment A on Dog { x: name }
            fragment B on Dog { x: nickname }
            """,
            """Fields "x" conflict because "name" and "nickname" are different fields. Use different aliases on the fields to fetch """
            + "both if this was intentional. (2:21, 3:21)");

    [Fact]
    public void Refuses_different_fields_below_one_field() => Check.Invalid(
            "{ dog { mother { x: name } mother { x: nickname y: name } mother { y: barks } } }",
            """Fields "mother" conflict because subfields "x" conflict because "name" and "nickname" are different fields. Use """
            + "different aliases on the fields to fetch both if this was intentional. (1:9, 1:18, 1:28, 1:37)",
            """Fields "mother" conflict because subfields "y" conflict because "name" and "barks" are different fields. Use different """
            + "aliases on the fields to fetch both if this was intentional. (1:28, 1:49, 1:59, 1:68)");

    [Fact]
    public void Refuses_different_fields_far_below() => Check.Invalid(
            """
            { human { ...A } human { pets { ... on Dog { mother { x: barks } } } } }
            fragment A on Human { pets { ... on Dog { mother { x: name } } } }
            """,
            """Fields "human" conflict because subfields "pets" conflict because subfields "mother" conflict because subfields "x" """
            + """conflict because "barks" and "name" are different fields. Use different aliases on the fields to fetch both if this was """
            + "intentional. (1:3, 1:26, 1:46, 1:55, 1:18, 2:23, 2:43, 2:52)");

    [Fact]
    public void Refuses_different_types_even_of_objects_that_exclude_each_other() => Check.Invalid(
            "{ pet { ... on Dog { barks scores } ... on Cat { barks scores } } }",
            """Fields "barks" conflict because they return conflicting types "Boolean" and "Int". Use different aliases on the fields """
            + "to fetch both if this was intentional. (1:22, 1:50)",
            """Fields "scores" conflict because they return conflicting types "[Int!]!" and "[Int]". Use different aliases on the """
            + "fields to fetch both if this was intentional. (1:28, 1:56)");

    [Fact]
    public void Refuses_different_types_below_objects_that_exclude_each_other() => Check.Invalid(
            "{ pet { ... on Dog { owner { x: id } } ... on Cat { owner { x: name } } } }",
            """Fields "owner" conflict because subfields "x" conflict because they return conflicting types "ID" and "String". Use """
            + "different aliases on the fields to fetch both if this was intentional. (1:22, 1:30, 1:53, 1:61)");

    [Fact]
    public void Refuses_a_leaf_beside_an_object() => Check.Invalid(
            "{ pet { ... on Dog { x: owner { name } } ... on Cat { x: fur } } }",
            """Fields "x" conflict because they return conflicting types "Human" and "Fur". Use different aliases on the fields to """
            + "fetch both if this was intentional. (1:22, 1:55)");

    [Fact]
    public void Refuses_conflicts_of_unused_and_of_cyclic_fragments() => Check.Invalid(
            """
            { dog { ...A } }
            fragment A on Dog { x: name ...B }
            fragment B on Dog { x: nickname mother { ...A } }
            fragment C on Dog { x: name x: barks }
            """,
            """Cannot spread fragment "A" within itself via "B". (2:29, 3:42)""",
            """Fields "x" conflict because "name" and "barks" are different fields. Use different aliases on the fields to fetch both """
            + "if this was intentional. (4:21, 4:29)",
            """Fields "x" conflict because "name" and "nickname" are different fields. Use different aliases on the fields to fetch """
            + "both if this was intentional. (2:21, 3:21)",
            """Fragment "C" is never used. (4:1)""");
}
