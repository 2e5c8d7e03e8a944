namespace Gateway.GraphQL.Tests.Validation.Rules;

public class ValuesOfCorrectTypeTests
{
    [Fact]
    public void Takes_values_that_fit() => Check.Valid(
            """"
            { arguments { multi(x: 1) int(in: -2147483648) float(in: 1) f: float(in: 1.5e3) string(in: """a""")
            boolean(in: false) id(in: 1) i: id(in: "1") enum(in: SIT) any(in: { a: [1, X] }) list(in: 1) l: list(in:
            [1, 2]) lists(in: ["a", ["b", null]]) n: int(in: null) } }
            """");

    [Fact]
    public void Takes_input_objects() => Check.Valid(
            """
            { arguments { complex(in: { required: true, int: 1, list: "a", inner: { required: false, defaulted: true
            } }) one(in: { a: "x" }) } }
            """);

    [Fact]
    public void Takes_defaults_of_variables() => Check.Valid(
            """
            query ($a: Int = 1, $b: [Int!] = [1], $c: Complex = { required: true }) { arguments { any(in: { x: [$a,
            $b, $c] }) } }
            """);

    [Fact]
    public void Refuses_scalars_that_do_not_fit() => Check.Invalid(
            """
            { arguments { int(in: 2147483648) a: int(in: 1.0) b: int(in: "1") float(in: "1") string(in: 1) c:
            string(in: X) boolean(in: 1) d: boolean(in: "true") id(in: 1.5) e: id(in: true) f: int(in: { a: 1 }) } }
            """,
            """Boolean cannot represent a non boolean value: "true" (2:45)""",
            "Boolean cannot represent a non boolean value: 1 (2:27)",
            """Float cannot represent non numeric value: "1" (1:77)""",
            "ID cannot represent a non-string and non-integer value: 1.5 (2:60)",
            "ID cannot represent a non-string and non-integer value: true (2:75)",
            "Int cannot represent non 32-bit signed integer value: 2147483648 (1:23)",
            """Int cannot represent non-integer value: "1" (1:62)""",
            "Int cannot represent non-integer value: 1.0 (1:46)",
            "Int cannot represent non-integer value: {a: 1} (2:92)",
            "String cannot represent a non string value: 1 (1:93)",
            "String cannot represent a non string value: X (2:12)");

    [Fact]
    public void Refuses_enum_values_that_do_not_exist() => Check.Invalid(
            """
            { arguments { enum(in: SITT) a: enum(in: "SIT") b: enum(in: 1) c: enum(in: sit) } }
            """,
            """Enum "Command" cannot represent non-enum value: "SIT". Did you mean the enum value "SIT"? (1:42)""",
            """Enum "Command" cannot represent non-enum value: 1. (1:61)""",
            """Value "SITT" does not exist in "Command" enum. Did you mean the enum value "SIT"? (1:24)""",
            """Value "sit" does not exist in "Command" enum. Did you mean the enum value "SIT"? (1:76)""");

    [Fact]
    public void Refuses_null_where_it_may_not_be() => Check.Invalid(
            "{ arguments { multi(x: null) list(in: [1, null]) a: list(in: null) } dog { name @skip(if: null) } }",
            """Expected value of type "Boolean!", found null. (1:91)""",
            """Expected value of type "Int!", found null. (1:24)""",
            """Expected value of type "Int!", found null. (1:43)""",
            """Expected value of type "[Int!]!", found null. (1:62)""");

    [Fact]
    public void Refuses_lists_where_there_are_none() => Check.Invalid(
            "{ arguments { int(in: [1]) enum(in: [SIT]) complex(in: [{ required: true }]) list(in: [[1]]) } }",
            """Enum "Command" cannot represent non-enum value: [SIT]. Did you mean the enum value "SIT"? (1:37)""",
            """Expected value of type "Complex", found [{required: true}]. (1:56)""",
            "Int cannot represent non-integer value: [1] (1:23)",
            "Int cannot represent non-integer value: [1] (1:88)");

    [Fact]
    public void Refuses_incomplete_and_unknown_input_fields() => Check.Invalid(
            """
            { arguments { complex(in: { reqired: true, int: "a", inner: {} }) a: complex(in: 1) b: complex(in: "x") }
            }
            """,
            """Expected value of type "Complex", found "x". (1:100)""",
            """Expected value of type "Complex", found 1. (1:82)""",
            """Field "Complex.required" of required type "Boolean!" was not provided. (1:27)""",
            """Field "Complex.required" of required type "Boolean!" was not provided. (1:61)""",
            """Field "reqired" is not defined by type "Complex". Did you mean "required"? (1:29)""",
            """Int cannot represent non-integer value: "a" (1:49)""");

    [Fact]
    public void Refuses_null_for_an_input_field_with_a_default() => Check.Invalid(
            "{ arguments { complex(in: { required: null, defaulted: null }) } }",
            """Expected value of type "Boolean!", found null. (1:39)""",
            """Expected value of type "Boolean!", found null. (1:56)""");

    [Fact]
    public void Refuses_oneof_objects_without_exactly_one_value() => Check.Invalid(
            """
            { arguments { one(in: {}) a: one(in: { a: "x", b: 1 }) b: one(in: { a: null }) c: one(in: { c: 1 }) d:
            one(in: { a: 1 }) } }
            """,
            """Field "One.a" must be non-null. (1:67)""",
            """Field "c" is not defined by type "One". Did you mean "a" or "b"? (1:93)""",
            """OneOf Input Object "One" must specify exactly one key. (1:23)""",
            """OneOf Input Object "One" must specify exactly one key. (1:38)""",
            "String cannot represent a non string value: 1 (2:14)");

    [Fact]
    public void Refuses_defaults_of_variables() => Check.Invalid(
            """
            query ($a: Int! = null, $b: [Int!] = [null], $c: Complex = { int: 1 }, $d: Int = "1") { arguments {
            any(in: { x: [$a, $b, $c, $d] }) } }
            """,
            """Expected value of type "Int!", found null. (1:19)""",
            """Expected value of type "Int!", found null. (1:39)""",
            """Field "Complex.required" of required type "Boolean!" was not provided. (1:60)""",
            """Int cannot represent non-integer value: "1" (1:82)""");
}
