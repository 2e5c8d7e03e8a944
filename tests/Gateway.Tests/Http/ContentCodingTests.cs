using Gateway.Http;

namespace Gateway.Tests.Http;

public sealed class ContentCodingTests
{
    // Numbers instead of names: the type is not public.
    [Theory]
    [InlineData("", (int)ContentCoding.Identity)]
    [InlineData("identity", (int)ContentCoding.Identity)]
    [InlineData("deflate, zstd", (int)ContentCoding.Identity)]
    [InlineData("gzip;q=0, br;q=0", (int)ContentCoding.Identity)]
    [InlineData("gzip", (int)ContentCoding.Gzip)]
    [InlineData("x-gzip", (int)ContentCoding.Gzip)]
    [InlineData("GZIP;Q=0.5", (int)ContentCoding.Gzip)]
    [InlineData("gzip;q=1.0, br;q=0.9", (int)ContentCoding.Gzip)]
    [InlineData("br;q=0, *", (int)ContentCoding.Gzip)]
    [InlineData("gzip, deflate, br, zstd", (int)ContentCoding.Brotli)]
    [InlineData(" br ;q=0.8,gzip;q=0.2", (int)ContentCoding.Brotli)]
    [InlineData("*", (int)ContentCoding.Brotli)]
    [InlineData("gzip;q=0.5, *", (int)ContentCoding.Brotli)]
    [InlineData("br;q=wrong, gzip", (int)ContentCoding.Gzip)]
    public void Chooses_what_the_client_likes_best_and_brotli_of_equals(string accept, int expected) =>
        Assert.Equal((ContentCoding)expected, ContentCodings.Choose(accept));

    [Theory]
    [InlineData("gzip", (int)ContentCoding.Gzip)]
    [InlineData(" BR ", (int)ContentCoding.Brotli)]
    [InlineData("identity", (int)ContentCoding.Identity)]
    public void Knows_the_codings_of_bodies(string name, int expected) => Assert.Equal((ContentCoding)expected, ContentCodings.Of(name));

    [Theory]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    [InlineData("")]
    public void Knows_no_others(string name) => Assert.Null(ContentCodings.Of(name));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void What_cannot_be_compressed_comes_back_as_it_was(int length)
    {
        byte[] noise = new byte[length];
        new Random(7).NextBytes(noise);

        foreach (var coding in (ReadOnlySpan<ContentCoding>)[ContentCoding.Gzip, ContentCoding.Brotli])
        {
            using var compressed = Compression.Compress(noise, coding);
            using var plain = Compression.Decompress(compressed, coding, length);

            Assert.Equal(noise, plain!.Memory.ToArray());
        }
    }
}
