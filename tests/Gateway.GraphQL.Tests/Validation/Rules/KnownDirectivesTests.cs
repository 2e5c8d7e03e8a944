namespace Gateway.GraphQL.Tests.Validation.Rules;

public class KnownDirectivesTests
{
    [Fact]
    public void Takes_directives_where_they_may_stand() => Check.Valid(
            """
            query A($a: Boolean! @onVariable) @onQuery { dog @skip(if: $a) { ...F @include(if: $a) ... @rep { name
            @onField } } }
            fragment F on Dog @onFragment { name }
            """);

    [Fact]
    public void Refuses_directives_that_do_not_exist() => Check.Invalid(
            "query A($a: Boolean! @unknown) @unknown { dog @skip(if: $a) { name @unknown } }",
            """Unknown directive "@unknown". (1:22)""",
            """Unknown directive "@unknown". (1:32)""",
            """Unknown directive "@unknown". (1:68)""");

    [Fact]
    public void Refuses_directives_in_other_places() => Check.Invalid(
            """
            query A($a: Boolean! @onField) @onMutation { dog @onQuery { ...F @onFragment ... @onField { name
            @skip(if: $a) @deprecated } } }
            fragment F on Dog @onQuery { name }
            mutation B @onQuery { rename { name } }
            """,
            """Directive "@deprecated" may not be used on FIELD. (2:15)""",
            """Directive "@onField" may not be used on INLINE_FRAGMENT. (1:82)""",
            """Directive "@onField" may not be used on VARIABLE_DEFINITION. (1:22)""",
            """Directive "@onFragment" may not be used on FRAGMENT_SPREAD. (1:66)""",
            """Directive "@onMutation" may not be used on QUERY. (1:32)""",
            """Directive "@onQuery" may not be used on FIELD. (1:50)""",
            """Directive "@onQuery" may not be used on FRAGMENT_DEFINITION. (3:19)""",
            """Directive "@onQuery" may not be used on MUTATION. (4:12)""");

    [Fact]
    public void Refuses_unknown_directives_of_definitions_that_are_not_executable_too() => Check.Invalid(
            "{ dog { name } } extend schema @a extend enum E @onField { B @b } extend type T { c(d: Int @d): Int @c } extend union U @u",
            """Directive "@onField" may not be used on ENUM. (1:49)""",
            """The "E" definition is not executable. (1:35)""",
            """The "T" definition is not executable. (1:67)""",
            """The "U" definition is not executable. (1:106)""",
            "The schema definition is not executable. (1:18)",
            """Unknown directive "@a". (1:32)""",
            """Unknown directive "@b". (1:62)""",
            """Unknown directive "@c". (1:101)""",
            """Unknown directive "@d". (1:92)""",
            """Unknown directive "@u". (1:121)""");
}
