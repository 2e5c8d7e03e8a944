using System.Text;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Mapping;

public class LookupTests
{
    private static readonly GatewayModel Model = TestSchema.Model();

    [Fact]
    public void One_entity_is_asked_for_by_its_key()
    {
        Assert.Equal("""{"id":"a"}""", Text(Model.TypeNamed("AgentSession")!.One!.ForKey("a")));
    }

    [Fact]
    public void Many_entities_are_asked_for_by_a_filter_with_room_for_all_of_them()
    {
        Assert.Equal(
            """{"filter":{"id":{"in":["a","b"]}},"first":2,"includeArchived":true}""", Text(Model.TypeNamed("Issue")!.Many!.ForKeys(["a", "b"])));
    }

    [Fact]
    public void Suspended_users_are_asked_for_too()
    {
        Assert.Contains("\"includeDisabled\":true", Text(Model.TypeNamed("User")!.Many!.ForKeys(["a"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_looks_like_code_stays_a_text()
    {
        string text = Text(Model.TypeNamed("Issue")!.One!.ForKey("a\") { id } } #"));

        using var json = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal("a\") { id } } #", json.RootElement.GetProperty("id").GetString());
    }

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
