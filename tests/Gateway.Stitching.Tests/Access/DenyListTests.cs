using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;
using Gateway.Stitching.Access;

namespace Gateway.Stitching.Tests.Access;

public class DenyListTests
{
    private const string Sdl = """
        type Query { node: Node actor: Actor user: User bot: Bot find(by: Search, all: [Search!]): User }
        interface Node { id: ID! note(secret: String): String }
        type User implements Node { id: ID! note(secret: String): String email: String friend: User }
        type Bot implements Node { id: ID! note(secret: String): String email: String owner: User }
        type Team implements Node { id: ID! note(secret: String): String }
        union Actor = User | Bot
        input Search { email: String name: String and: [Search!] owner: Owner standard: Owner = { mail: "a" } }
        input Owner { mail: String also: Search }
        """;

    private static readonly Schema Schema = SchemaBuilder.Build(Parser.Parse(Encoding.UTF8.GetBytes(Sdl), ParserLimits.Schema).Document!).Schema!;

    [Theory]
    [InlineData("User.email", "{ actor { ... on User { email } } }", "User.email")]
    [InlineData("User.email", "{ actor { ... on Bot { email } } }", "")]
    [InlineData("User.email", "{ bot { owner { friend { friend { mail: email } } } } }", "User.email")]
    [InlineData("User.id", "{ node { id } }", "User.id")]
    [InlineData("User.id", "{ actor { ... on Node { id } } }", "User.id")]
    [InlineData("User.id", "{ bot { ... on Node { id } } }", "")]
    [InlineData("Node.id", "{ bot { id } }", "Node.id")]
    [InlineData("Node.id", "{ node { ... on Team { id } } }", "Node.id")]
    [InlineData("Node.note(secret:)", "{ bot { note(secret: null) } }", "Node.note(secret:)")]
    [InlineData("User.note(secret:)", "{ node { note(secret: \"a\") } }", "User.note(secret:)")]
    [InlineData("User.note(secret:)", "{ node { note } bot { note(secret: \"a\") } }", "")]
    [InlineData("Query.node", "{ node { __typename } user { id } }", "Query.node")]
    [InlineData("Owner.mail", "{ find(by: { and: [{ owner: { also: { owner: { mail: \"a\" } } } }] }) { id } }", "Owner.mail")]
    [InlineData("Owner.mail", "{ find(by: { name: \"mail\" }) { id } }", "")]
    [InlineData("User.email,Bot.email", "{ actor { ... on User { email } ... on Bot { email } } }", "User.email,Bot.email")]
    public void What_is_denied_is_found_where_it_can_be_read_and_nowhere_else(string deny, string document, string expected)
    {
        Assert.Equal(expected, Found(deny, document, "{}"));
    }

    [Theory]
    [InlineData("""{"by":{"email":"a"}}""", "Search.email")]
    [InlineData("""{"by":{"and":{"email":"a"}}}""", "Search.email")]
    [InlineData("""{"all":[{"name":"a"},{"owner":{"also":{"email":null}}}]}""", "Search.email")]
    [InlineData("""{"all":{"email":"a"}}""", "Search.email")]
    [InlineData("""{"by":{"name":"email","standard":{"mail":"a"}}}""", "Owner.mail")]
    [InlineData("""{"by":{"name":"email"}}""", "")]
    [InlineData("""{"by":null}""", "")]
    public void Variables_are_looked_through_at_every_depth_but_not_for_what_the_schema_gives(string variables, string expected)
    {
        Assert.Equal(expected, Found("Search.email,Owner.mail", "query($by: Search, $all: [Search!]) { find(by: $by, all: $all) { id } }", variables));
    }

    [Theory]
    [InlineData("User")]
    [InlineData("User.emial")]
    [InlineData("user.email")]
    [InlineData("User.email ")]
    [InlineData("User.email\n")]
    [InlineData("Actor.email")]
    [InlineData("Search.email(x:)")]
    [InlineData("User.note(nope:)")]
    [InlineData("")]
    public void What_names_nothing_is_told(string coordinate)
    {
        DenyListReader.Read(["User.email", coordinate], Schema, out var unknown);

        Assert.Equal([coordinate], unknown);
    }

    [Fact]
    public void Lists_of_the_same_share_what_is_kept_and_others_do_not()
    {
        var scope = Gateway.Caching.Keys.CacheScope.Service;
        var first = DenyListReader.Read(["User.email", "Bot.email"], Schema, out _);
        var same = DenyListReader.Read(["Bot.email", "User.email", "Bot.email"], Schema, out _);
        var other = DenyListReader.Read(["Bot.email"], Schema, out _);

        Assert.Equal(first.MemoScope(scope), same.MemoScope(scope));
        Assert.NotEqual(first.MemoScope(scope), other.MemoScope(scope));
        Assert.NotEqual(first.MemoScope(scope), DenyList.Empty.MemoScope(scope));
        Assert.NotEqual(first.MemoScope(new("a")), other.MemoScope(new("a")));
        Assert.Same(scope, DenyList.Empty.MemoScope(scope));
    }

    private static string Found(string deny, string document, string variables)
    {
        var denied = DenyListReader.Read(deny.Split(','), Schema, out var unknown);
        Assert.Empty(unknown);
        var compiled = new PlanCache(Schema, DocumentLimits.Request, 1 << 20).Get(Encoding.UTF8.GetBytes(document));
        Assert.Empty(compiled.Errors);
        Assert.True(compiled.TryGetOperation(null, out var plan, out _));
        var given = JsonElement.Parse(variables);
        var coerced = VariableCoercion.Coerce(plan.Variables, given, plan.Source);
        Assert.True(coerced.Ok);

        // Twice, the second time from what was kept.
        var access = new CallerAccess(Permissions.Read, denied);
        var variant = plan.Variant(coerced.Values)!;
        string[] found = [.. new[] { 1, 2 }.Select(_ => string.Join(',', access.Refuse(plan, variant, given).Select(error =>
            JsonElement.Parse(error.Extensions.Span).GetProperty("coordinate").GetString())))];
        Assert.Equal(found[0], found[1]);
        return found[0];
    }
}
