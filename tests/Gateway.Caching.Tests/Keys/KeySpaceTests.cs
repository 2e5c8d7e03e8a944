using Gateway.Caching.Documents;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Tests.Keys;

public class KeySpaceTests
{
    private static readonly EntityKey Issue = new("Issue", "9f2c");

    private readonly KeySpace _keys = new("");

    [Fact]
    public void Names_what_there_is()
    {
        Assert.Equal("gw:1:e1:{Issue:9f2c}:r:", _keys.RecordOf("e1", Issue, CacheScope.Service));
        Assert.Equal("gw:1:e1:{Issue:9f2c}:r:ab12", _keys.RecordOf("e1", Issue, new CacheScope("ab12")));
        Assert.Equal("gw:1:e1:{Issue:9f2c}:l:ab12", _keys.LeaseOf("e1", Issue, new CacheScope("ab12")));
        Assert.Equal("gw:1:e1:{Issue:9f2c}:i", _keys.MarkOf("e1", Issue));
        Assert.Equal(
            ("gw:1:{seq}", "gw:1:{seq}:removed", "gw:1:{seq}:probe", "gw:1:invalidations"), (_keys.Sequence, _keys.Removed, _keys.Probe, _keys.Channel));
    }

    [Fact]
    public void Names_documents_by_their_hash_and_takes_them_for_no_entity()
    {
        string key = new KeySpace("staging/").DocumentOf(new DocumentHash(1, 255));

        Assert.Equal("staging/gw:1:document:00000000000000000000000000000001000000000000000000000000000000ff", key);
        Assert.False(new KeySpace("staging/").TryParse(key, out _));
    }

    [Fact]
    public void Puts_the_prefix_in_front_of_all()
    {
        var keys = new KeySpace("staging/");

        Assert.Equal("staging/gw:1:e1:{Query:viewer}:i", keys.MarkOf("e1", EntityKey.OfRoot(new FieldKey("viewer"))));
        Assert.Equal(("staging/gw:1:{seq}", "staging/gw:1:invalidations"), (keys.Sequence, keys.Channel));
        Assert.False(keys.TryParse(_keys.MarkOf("e1", Issue), out _));
        Assert.True(keys.TryParse(keys.MarkOf("e1", Issue), out _));
    }

    [Theory]
    [InlineData("a{b")]
    [InlineData("a}")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a\n")]
    public void Takes_no_prefix_that_would_move_or_blur_keys(string prefix)
    {
        Assert.False(KeySpace.IsPrefix(prefix));
        Assert.Throws<ArgumentException>(() => new KeySpace(prefix));
    }

    [Theory]
    [InlineData("0123456789abcdef", true)]
    [InlineData("", false)]
    [InlineData("a:b", false)]
    [InlineData("{", false)]
    [InlineData("é", false)]
    public void Takes_no_epoch_that_would_move_or_blur_keys(string epoch, bool expected) => Assert.Equal(expected, KeySpace.IsEpoch(epoch));

    [Theory]
    [InlineData("Issue", "a{b}c", "gw:1:e1:{Issue:a%007Bb%007Dc}:i")]
    [InlineData("Issue", "100%", "gw:1:e1:{Issue:100%0025}:i")]
    [InlineData("Issue", "a:b c", "gw:1:e1:{Issue:a:b c}:i")]
    [InlineData("Issue", "line\n", "gw:1:e1:{Issue:line%000A}:i")]
    [InlineData("a:b", "c", "gw:1:e1:{a%003Ab:c}:i")]
    [InlineData("Issue", "漢😀", "gw:1:e1:{Issue:漢😀}:i")]
    public void Escapes_what_would_blur_names(string type, string id, string expected) =>
        Assert.Equal(expected, _keys.MarkOf("e1", new EntityKey(type, id)));

    [Theory]
    [InlineData("")]
    [InlineData("gw:1:{seq}")]
    [InlineData("gw:1:{seq}:removed")]
    [InlineData("gw:1:{Issue:1}:i")]
    [InlineData("gw:1::{Issue:1}:i")]
    [InlineData("gw:1:e:1:{Issue:1}:i")]
    [InlineData("gw:2:e1:{Issue:1}:i")]
    [InlineData("xgw:1:e1:{Issue:1}:i")]
    [InlineData("gw:1:e1:{Issue}:i")]
    [InlineData("gw:1:e1:{Issue:1}:x")]
    [InlineData("gw:1:e1:{Issue:1}:i:")]
    [InlineData("gw:1:e1:{Issue:1")]
    [InlineData("gw:1:e1}:{Issue:1")]
    [InlineData("gw:1:e1:{Issue:%00}:i")]
    [InlineData("gw:1:e1:{Issue:%00G1}:i")]
    [InlineData("gw:1:e1:{Issue:%0041}:i")]
    [InlineData("gw:1:e1:{Issue:%007b}:i")]
    public void Knows_what_is_not_its_own(string text) => Assert.False(_keys.TryParse(text, out _));

    [Fact]
    public void Fields_stay_as_they_are_unless_bytes_would_blur_them()
    {
        string[] fields = ["activities({\"first\":20})", "a(\"😀\")", "a(\"\ud83d\")", "a(\"\ude00%\")"];

        string[] escaped = [.. fields.Select(KeyText.EscapeField)];

        Assert.Equal(["activities({\"first\":20})", "a(\"😀\")", "%a(\"%D83D\")", "%a(\"%DE00%0025\")"], escaped);
        Assert.Equal(fields, escaped.Select(KeyText.UnescapeField));
    }
}
