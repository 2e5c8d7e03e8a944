using Gateway.Http;

namespace Gateway.Tests.Http;

public sealed class AcceptHeaderTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8")]
    [InlineData("application/json, application/graphql-response+json;q=0.9")]
    [InlineData("application/json;q=0.5, */*;q=0.5")]
    [InlineData("application/graphql-response+json;q=0, */*")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("no media range")]
    [InlineData("")]
    public void Takes_plain_json_where_nothing_else_is_liked_better(string accept) =>
        Assert.Equal(ResponseMedia.Json, AcceptHeader.Choose(accept));

    [Theory]
    [InlineData("application/graphql-response+json")]
    [InlineData("application/graphql-response+json, application/json")]
    [InlineData("application/json, application/graphql-response+json")]
    [InlineData("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8")]
    [InlineData("application/graphql-response+json, application/json;q=0.9")]
    [InlineData("Application/GraphQL-Response+JSON;q=0.7, */*;q=0.1")]
    [InlineData("application/json;q=0, application/graphql-response+json;q=0.001")]
    public void Takes_the_graphql_type_where_it_is_named_and_nothing_is_liked_better(string accept) =>
        Assert.Equal(ResponseMedia.GraphQL, AcceptHeader.Choose(accept));

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0")]
    [InlineData("application/json;q=0, application/graphql-response+json;q=0, */*")]
    [InlineData("image/*, text/*")]
    public void Takes_none_where_both_are_refused(string accept) => Assert.Equal(ResponseMedia.None, AcceptHeader.Choose(accept));

    [Fact]
    public void Reads_several_headers_as_one_list() =>
        Assert.Equal(ResponseMedia.GraphQL, AcceptHeader.Choose(new(["text/html", "application/graphql-response+json"])));
}
