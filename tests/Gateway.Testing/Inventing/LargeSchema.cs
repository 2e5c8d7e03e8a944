using System.Globalization;
using System.Text;

namespace Gateway.Testing.Inventing;

/// <summary>Writes the SDL of an API that is shaped like Linear's, as large as one likes.</summary>
public static class LargeSchema
{
    private const string Head = """
        interface Node { "The unique identifier of the entity." id: ID! }
        scalar DateTime
        scalar JSON
        scalar JSONObject
        enum PaginationOrderBy { createdAt updatedAt }
        input IDComparator { eq: ID in: [ID!] neq: ID nin: [ID!] }
        input StringComparator { eq: String in: [String!] contains: String }
        type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }

        """;

    private const string Paging = "after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy";

    /// <summary>The SDL.</summary>
    /// <param name="kinds">How many kinds of entities: each brings eleven types.</param>
    public static string Sdl(int kinds)
    {
        var sdl = new StringBuilder(Head);
        sdl.Append("type Query {\n");
        for (int i = 0; i < kinds; i++)
        {
            sdl.Append(CultureInfo.InvariantCulture, $"""
                  "One thing of the kind {i}."
                  thing{i}("Its identifier." id: String!): Thing{i}!
                  "All things of the kind {i}."
                  thing{i}s({Paging}, filter: Thing{i}Filter): Thing{i}Connection!

                """);
            sdl.Append(i % 10 != 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"""
                  newestThing{i}: Thing{i}
                  searchThing{i}s({Paging}, term: String!): Thing{i}SearchPayload!
                  thing{i}Count(onlyOpen: Boolean = true): Int!
                  "[Internal] What the machine makes of it."
                  thing{i}Suggestion(prompt: String!): Thing{i}Note!

                """));
        }

        sdl.Append("}\ntype Mutation {\n");
        for (int i = 0; i < kinds; i++)
        {
            sdl.Append(CultureInfo.InvariantCulture, $"  thing{i}Create(input: Thing{i}CreateInput!): Thing{i}Payload!\n");
        }

        sdl.Append("}\n");
        for (int i = 0; i < kinds; i++)
        {
            AppendKind(sdl, i, kinds);
        }

        return sdl.ToString();
    }

    private static void AppendKind(StringBuilder sdl, int i, int kinds)
    {
        string Thing(int step) => string.Create(CultureInfo.InvariantCulture, $"Thing{(i + step) % kinds}");
        sdl.Append(CultureInfo.InvariantCulture, $$"""
            "How things of the kind {{i}} are doing."
            enum Thing{{i}}State { open done "[Deprecated] No longer used." lost @deprecated(reason: "Use done.") }

            "Filters things of the kind {{i}}."
            input Thing{{i}}Filter { "Comparator for the identifier." id: IDComparator title: StringComparator and: [Thing{{i}}Filter!] next: {{Thing(1)}}Filter }

            input Thing{{i}}CreateInput { title: String! state: Thing{{i}}State = open tags: [String!] }

            type Thing{{i}}Payload { lastSyncId: Float! success: Boolean! thing: Thing{{i}}! }

            type Thing{{i}}Connection { edges: [Thing{{i}}Edge!]! nodes: [Thing{{i}}!]! pageInfo: PageInfo! }

            type Thing{{i}}Edge { "Used in before and after args" cursor: String! node: Thing{{i}}! }

            type Thing{{i}}SearchPayload { edges: [Thing{{i}}Edge!]! nodes: [Thing{{i}}!]! pageInfo: PageInfo! totalCount: Float! }

            "What is written about a thing of the kind {{i}}; it has no identity of its own."
            type Thing{{i}}Note { text: String! by: {{Thing(3)}} facts: [Thing{{i}}Fact!]! }

            type Thing{{i}}Fact { name: String! value: JSONObject }

            type Thing{{i}}Link { url: String! to: {{Thing(5)}}! }

            union Thing{{i}}Content = Thing{{i}}Note | Thing{{i}}Link | {{Thing(7)}}

            "A thing of the kind {{i}}, with a description of usual length that says what it is for."
            type Thing{{i}} implements Node {
              "The unique identifier of the entity."
              id: ID!
              "The time at which the entity was created."
              createdAt: DateTime!
              "The last time at which the entity was meaningfully updated."
              updatedAt: DateTime!
              "The time at which the entity was archived. Null if the entity has not been archived."
              archivedAt: DateTime
              title: String!
              state: Thing{{i}}State!
              estimate: Float
              sortOrder: Int!
              isOpen: Boolean!
              tags: [String!]!
              data: JSON
              "The thing that this one belongs to."
              parent: {{Thing(1)}}
              "Who made it."
              owner: {{Thing(2)}}!
              "What it is about."
              content: Thing{{i}}Content!
              notes: [Thing{{i}}Note!]!
              related: [{{Thing(4)}}!]!
              "[Internal] How it is kept."
              blob: JSONObject
              "A leaf that depends on an argument."
              label(language: String = "en", isShort: Boolean): String
              "The things that belong to this one."
              children("How many." first: Int, after: String, last: Int, before: String, includeArchived: Boolean, orderBy: PaginationOrderBy, filter: {{Thing(6)}}Filter): {{Thing(6)}}Connection!
            }


            """);
    }
}
