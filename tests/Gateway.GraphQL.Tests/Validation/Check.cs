using Gateway.GraphQL.Language;
using Gateway.GraphQL.Tests.Types;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation;

namespace Gateway.GraphQL.Tests.Validation;

/// <summary>Validates documents against one schema that has something of everything.</summary>
internal static class Check
{
    public static Schema Schema { get; } = Sdl.Schema(
        """
        directive @onField(x: Int) on FIELD
        directive @onQuery on QUERY
        directive @onMutation on MUTATION
        directive @onVariable on VARIABLE_DEFINITION
        directive @onFragment on FRAGMENT_DEFINITION
        directive @rep(n: Int) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @req(a: Int!) on FIELD

        interface Being { name(surname: Boolean): String }
        interface Pet implements Being { name(surname: Boolean): String sibling: Pet }
        type Dog implements Being & Pet {
          name(surname: Boolean): String sibling: Pet nickname: String barkVolume: Int barks: Boolean
          doesKnow(command: Command, times: Int!): Boolean mother: Dog owner: Human scores: [Int!]!
        }
        type Cat implements Being & Pet {
          name(surname: Boolean): String sibling: Pet nickname: String meowVolume: Int barks: Int fur: Fur owner: Human scores: [Int]
        }
        type Human implements Being { name(surname: Boolean): String pets: [Pet!] relatives: [Human]! id: ID }
        union CatOrDog = Cat | Dog
        union DogOrHuman = Dog | Human
        enum Command { SIT HEEL DOWN }
        enum Fur { BROWN BLACK }
        scalar Any
        input Complex { required: Boolean! defaulted: Boolean! = false int: Int string: String list: [String] inner: Complex oneOf: One }
        input One @oneOf { a: String b: Int }
        type Arguments {
          multi(x: Int!, y: Int! = 0, z: Int): String complex(in: Complex): String list(in: [Int!]!): String lists(in: [[String]]): String
          enum(in: Command): String float(in: Float): String string(in: String): String boolean(in: Boolean): String id(in: ID): String
          int(in: Int): String any(in: Any): String one(in: One): String required(in: One!): String defaulted(in: Boolean! = true): String
        }
        type Query {
          human(id: ID): Human dog: Dog cat: Cat pet: Pet being: Being catOrDog: CatOrDog dogOrHuman: DogOrHuman arguments: Arguments dogs: [Dog!]!
        }
        type Mutation { rename(id: ID): Dog }
        type Subscription { dog: Dog cat: Cat }
        """);

    public static void Valid(string document) => Assert.Empty(Errors(Schema, document));

    /// <param name="document">A document that parses.</param>
    /// <param name="expected">All its errors with their places, in any order.</param>
    public static void Invalid(string document, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Errors(Schema, document).Order(StringComparer.Ordinal));

    public static string[] Errors(Schema schema, string document)
    {
        var parsed = Parser.Parse(document, ParserLimits.Request);
        Assert.True(parsed.Ok, parsed.Error?.Message);
        return Sdl.Describe(DocumentValidator.Validate(schema, parsed.Document));
    }
}
