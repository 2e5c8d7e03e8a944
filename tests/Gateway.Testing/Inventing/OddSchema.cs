namespace Gateway.Testing.Inventing;

/// <summary>A small API that has every shape which Linear's slice lacks.</summary>
public static class OddSchema
{
    public const string Sdl = """
        interface Node { id: ID! }
        interface Named implements Node { id: ID! name: String! }
        interface Shape { area: Float! tag: String }
        scalar JSON
        scalar JSONObject
        scalar Url @specifiedBy(url: "https://example.org/url")
        enum Mood { calm wild }
        input IDComparator { eq: ID in: [ID!] }
        input CatFilter { id: IDComparator name: String mood: Mood or: [CatFilter!] }
        input DogFilter { id: IDComparator }
        input Choice @oneOf { name: String mood: Mood }
        input Deep { choice: Choice moods: [[Mood!]!] = [[calm]] limit: Float! = 1.5 }

        type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
        type RichPageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String total: Int! }

        type Cat implements Node & Named {
          id: ID! name: String! mood: Mood! moods: [Mood!]! matrix: [[Float]!] homepage: Url
          friend: Named friends: [Named!]! enemy: Pet! rivals: [Pet]
          box: Box! boxes(atLeast: Int! = 1, moods: [Mood!]): [Box!]!
          nickname(in: String!, formal: Boolean = false): String
          kittens(first: Int, after: String): CatConnection!
          visits(first: Int): VisitConnection!
          lives(first: Int = 9, choice: Choice): [Life!]
          shape: Shape thing: Thing! grid: [[Cell!]]
        }
        type Dog implements Node & Named { id: ID! name: String! age: Int! box: Box cat: Cat! thing: Thing nested: Nest! friend: Named }
        "An entity without any root field."
        type Flea implements Node { id: ID! jumps: Int! host: Pet! trace: Trace }
        "Without Node, and so without identity although it has an id."
        type Life { id: ID! number: Int! ended: Boolean owner: Cat }
        type Cell { value: JSON flea: Flea }
        type Box implements Shape { area: Float! tag: String width: Int! inside: Box cats: [Cat!]! lid: Lid }
        type Lid { color: String! box: Box hinge(side: Mood!): Hinge! }
        type Hinge { id: ID! strength: Float! }
        type Ball implements Shape { area: Float! tag: String radius: Float! by: Cat }
        type Nest { eggs: [String] shape: Shape! shapes: [Shape] thing: Thing all: CatConnection! some(first: Int): VisitConnection }
        type Trace { at: Spot! spots: [Spot!]! }
        type Spot { x: Float y: Float trace: Trace flea: Flea }
        union Pet = Cat | Dog | Flea
        union Thing = Cat | Box | Trace | Note
        type Note { area: Int box: String trace: [Int!] name: Float tag: Trace value: String }

        type CatConnection { edges: [CatEdge!]! nodes: [Cat!]! pageInfo: PageInfo! }
        type CatEdge { cursor: String! node: Cat! }
        type DogConnection { edges: [DogEdge!]! nodes: [Dog!]! pageInfo: PageInfo! totalCount: Float! mood: Mood top: Dog }
        type DogEdge { cursor: String! node: Dog! weight: Float! }
        type NamedConnection { edges: [NamedEdge!]! nodes: [Named!]! pageInfo: PageInfo! }
        type NamedEdge { cursor: String! node: Named! }
        type VisitConnection { edges: [VisitEdge!]! nodes: [Visit!]! pageInfo: PageInfo! }
        type VisitEdge { cursor: String! node: Visit! }
        type Visit { at: String! by: Pet note: Note }
        type ThingConnection { edges: [ThingEdge!]! nodes: [Thing!]! pageInfo: RichPageInfo! }
        type ThingEdge { cursor: String! node: Thing! }
        type CatPayload { success: Boolean! cat: Cat cats: [Cat!] errors: [String!]! }

        type Query {
          cat(id: String!, hint: String): Cat!
          cats(first: Int, last: Int, after: String, before: String, filter: CatFilter, includeArchived: Boolean): CatConnection!
          dog(id: ID!): Dog!
          dogs(first: Int, filter: DogFilter): DogConnection!
          "Takes the id of a dog."
          dogCat(id: String!): Cat!
          named(id: String!): Named
          nameds(first: Int): NamedConnection!
          anything(deep: Deep!): Thing
          things(first: Int): ThingConnection!
          visits(first: Int, moods: [Mood!]): VisitConnection!
          pets: [Pet!]!
          shapes(choice: Choice): [Shape]
          box(size: Int! = 3): Box!
          payload(names: [String!]!): CatPayload!
          newest: Cat
          _dummy: String!
          count: Int
          blob(filter: JSONObject!): JSONObject
          moods: [Mood!]
          nest: Nest!
        }
        """;
}
