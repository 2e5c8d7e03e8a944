using Gateway.Caching.Documents;

namespace Gateway.Caching.Tests.Documents;

public class DocumentHashTests
{
    // sha256sum
    private const string OfTypename = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";

    [Fact]
    public void Is_the_sha_256_of_the_text() => Assert.Equal(OfTypename, DocumentHash.Of("{__typename}"u8).ToString());

    [Fact]
    public void Is_read_as_it_is_written()
    {
        var hash = DocumentHash.Of("{ a }"u8);

        Assert.True(DocumentHash.TryParse(hash.ToString(), out var read));
        Assert.Equal(hash, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b3")]
    [InlineData("ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b388")]
    [InlineData("ECF4EDB46DB40B5132295C0291D62FB65D6759A9EEDFA4D5D612DD5EC54A6B38")]
    [InlineData("gcf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38")]
    [InlineData(" cf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38")]
    public void Nothing_else_is_read(string text) => Assert.False(DocumentHash.TryParse(text, out _));
}
