namespace Gateway.GraphQL.Tests.Execution;

public class JsonSourceTests
{
    private static readonly Executing Engine = new(
        """
        type Query {
          int: Int float: Float string: String boolean: Boolean id: ID choice: E any: Any
          ints: [Int] anys: [Any] self: Query selves: [Query] node: Node member: Member
          given(b: Int = 3, a: [In!], e: E, x: Any): Any
          echo(int: Int, any: Any): Query
        }
        interface Node { id: ID }
        type A implements Node { id: ID a: Int }
        type B implements Node { id: ID b: Int }
        type C { c: Int }
        union Member = A | C
        enum E { RED GREEN }
        input In { z: Int y: E = RED }
        scalar Any
        """);

    [Theory]
    [InlineData("int", "5", "5")]
    [InlineData("int", "5.0", "5")]
    [InlineData("int", "-2147483648", "-2147483648")]
    [InlineData("int", "2.147483647e9", "2147483647")]
    [InlineData("float", "5", "5")]
    [InlineData("float", "1.50", "1.50")]
    [InlineData("float", "1e400", "1e400")]
    [InlineData("string", "\"\\u00e9\\n\"", "\"\\u00e9\\n\"")]
    [InlineData("string", "\"\\ud800\"", "\"\\ud800\"")]
    [InlineData("string", "1.0", "\"1.0\"")]
    [InlineData("string", "true", "\"true\"")]
    [InlineData("boolean", "false", "false")]
    [InlineData("id", "\"x\"", "\"x\"")]
    [InlineData("id", "12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("id", "1e3", "\"1000\"")]
    [InlineData("choice", "\"\\u0052ED\"", "\"\\u0052ED\"")]
    [InlineData("any", "{\"a\":[1.0,{\"$args\":true}]}", "{\"a\":[1.0,{\"$args\":true}]}")]
    [InlineData("any", "\"x\"", "\"x\"")]
    [InlineData("any", "[1]", "[1]")]
    [InlineData("ints", "[1,null,2.0]", "[1,null,2]")]
    [InlineData("anys", "[[1],{}]", "[[1],{}]")]
    public void Takes_what_fits_the_type(string field, string json, string written) =>
        Assert.Equal($$$"""{"data":{"{{{field}}}":{{{written}}}}}""", Engine.Respond($"{{{field}}}", $$$"""{"{{{field}}}":{{{json}}}}"""));

    [Theory]
    [InlineData("int", "\"5\"")]
    [InlineData("int", "1.5")]
    [InlineData("int", "2147483648")]
    [InlineData("int", "true")]
    [InlineData("int", "[1]")]
    [InlineData("float", "\"1\"")]
    [InlineData("string", "{}")]
    [InlineData("string", "[]")]
    [InlineData("boolean", "1")]
    [InlineData("boolean", "\"true\"")]
    [InlineData("id", "1.5")]
    [InlineData("id", "true")]
    [InlineData("id", "1e999999999")]
    [InlineData("choice", "\"BLUE\"")]
    [InlineData("choice", "\"\\ud800\"")]
    [InlineData("choice", "1")]
    [InlineData("ints", "5")]
    [InlineData("ints", "{}")]
    [InlineData("anys", "\"x\"")]
    [InlineData("self{int}", "5")]
    [InlineData("self{int}", "[]")]
    [InlineData("self{int}", "\"x\"")]
    [InlineData("selves{int}", "{}")]
    [InlineData("selves{int}", "5")]
    [InlineData("node{id}", "5")]
    [InlineData("node{id}", "{}")]
    [InlineData("node{id}", "{\"__typename\":5}")]
    [InlineData("node{id}", "{\"__typename\":\"Nobody\"}")]
    [InlineData("node{id}", "{\"__typename\":\"\\ud800\"}")]
    [InlineData("node{id}", "{\"__typename\":\"C\"}")]
    [InlineData("node{id}", "{\"__typename\":\"Node\"}")]
    [InlineData("member{__typename}", "{\"__typename\":\"B\"}")]
    public void Makes_everything_else_an_error_and_null(string selection, string json)
    {
        string field = selection.Split('{')[0];

        string response = Engine.Respond($"{{{selection}}}", $$$"""{"{{{field}}}":{{{json}}}}""");

        Assert.StartsWith($$$"""{"data":{"{{{field}}}":null},"errors":[{"message":""", response, StringComparison.Ordinal);
        Assert.EndsWith($$$""","locations":[{"line":1,"column":2}],"path":["{{{field}}}"]}]}""", response, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_absent_and_null_for_null_and_aliases_for_the_same_value() => Assert.Equal(
        """{"data":{"int":null,"self":null,"a":"x","b":"x"}}""", Engine.Respond("{ int self { int } a: string b: string }", """{"self":null,"string":"x"}"""));

    [Fact]
    public void Finds_properties_beside_those_whose_names_are_not_valid_unicode() => Assert.Equal(
        """{"data":{"int":1,"string":null}}""", Engine.Respond("{ int string }", """{"\ud800ab":0,"str\ud800":2,"int":1,"\udc00":3}"""));

    [Fact]
    public void Takes_an_abstract_type_from_the_value_and_ignores_it_elsewhere()
    {
        string response = Engine.Respond(
            "{ node { id ... on A { a } } member { ... on C { c } __typename } self { __typename } }",
            """{"node":{"__typename":"A","id":1,"a":2},"member":{"__typename":"C","c":3},"self":{"__typename":"Nobody"}}""");

        Assert.Equal("""{"data":{"node":{"id":"1","a":2},"member":{"c":3,"__typename":"C"},"self":{"__typename":"Query"}}}""", response);
    }

    [Fact]
    public void Fails_where_the_data_says_so()
    {
        string response = Engine.Respond(
            "{ int selves { int } ints any }",
            """{"int":{"$error":"one"},"selves":[{"int":1},{"$error":"two \"\n"}],"ints":[1,{"$error":"three"}],"any":{"$error":"\ud800"}}""");

        Assert.Equal(
            """{"data":{"int":null,"selves":[{"int":1},null],"ints":[1,null],"any":null},"errors":["""
            + """{"message":"one","locations":[{"line":1,"column":3}],"path":["int"]},"""
            + """{"message":"two \"\n","locations":[{"line":1,"column":7}],"path":["selves",1]},"""
            + """{"message":"three","locations":[{"line":1,"column":22}],"path":["ints",1]},"""
            + """{"message":"The message is not valid Unicode.","locations":[{"line":1,"column":27}],"path":["any"]}]}""",
            response);
    }

    [Fact]
    public void Shows_coerced_arguments()
    {
        string response = Engine.Respond(
            "query($v: Int, $e: E) { one: given two: given(e: $e, b: $v, a: {z: 1}) three: given(b: null, x: {q: $v, p: [GREEN]}) }",
            """{"given":{"$args":true}}""",
            """{"e":"GREEN"}""");

        Assert.Equal(
            """{"data":{"one":{"b":3},"two":{"a":[{"y":"RED","z":1}],"b":3,"e":"GREEN"},"three":{"b":null,"x":{"p":["GREEN"]}}}}""",
            response);
    }

    [Fact]
    public void Arguments_may_be_the_parent_of_fields() => Assert.Equal(
        """{"data":{"echo":{"int":7,"any":[1]}}}""", Engine.Respond("{ echo(int: 7, any: [1]) { int any } }", """{"echo":{"$args":true}}"""));
}
