using System.Text.Json;
using Gateway.GraphQL.Tests.Types;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>A schema with one of everything, for documents written to be expensive, and a little data for it.</summary>
internal static class HostileSchema
{
    public static Schema Schema { get; } = Sdl.Schema(
        """
        type Query implements Node {
          id: ID a: Node b: Query c: [Query!] s: String u: U e: E
          f(x: Int, l: [Int], s: String, id: ID, k: Float, b: Boolean, j: Any, i: In, e: E, o: One): Int
        }
        type Mutation { b: Query s: String }
        type Subscription { b: Query s: String }
        interface Node { id: ID a: Node }
        type A implements Node { id: ID a: Node x: Int }
        type B implements Node { id: ID a: Node x: Int }
        union U = A | B
        enum E { ONE TWO THREE }
        input In { i: Int in: In l: [In] s: String }
        input One @oneOf { i: Int s: String in: In }
        scalar Any
        directive @r(x: Int) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | QUERY | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
        """);

    public static JsonElement Data { get; } = JsonDocument.Parse(
        """
        {
          "id": 1, "s": "text", "e": "ONE", "f": { "$args": true }, "u": { "__typename": "A", "x": 1 },
          "a": { "__typename": "A", "id": "1", "x": 2, "a": { "__typename": "B", "a": { "__typename": "Query", "s": "x" } } },
          "b": { "s": "x", "f": 7, "b": { "s": "y", "b": { "s": "z" } }, "c": [{ "s": "x" }] },
          "c": [{ "s": "x", "b": { "s": "x" } }, { "s": 1, "c": [null] }, { "s": { "$error": "no" } }]
        }
        """).RootElement;
}
