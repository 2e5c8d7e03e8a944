using System.Text;
using Gateway.Linear.Webhooks;

namespace Gateway.Linear.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Body = """{"action":"created","type":"AgentSessionEvent"}""";

    // printf '%s' "$body" | openssl dgst -sha256 -hmac lin_wh_test
    private const string Signature = "d1159667dd72673b5f532cceb25530172f6af8a7afe39cb1c5b5e88f509c13ab";

    private static readonly byte[] Secret = "lin_wh_test"u8.ToArray();

    [Theory]
    [InlineData(Body, Signature)]
    [InlineData("x", "873047b9afcd9611108f5156e4f4787625c256ec2fc222cf0deafafbbe2489df")]
    [InlineData("""{"a":"ü"}""", "fb7d46a34eadf15d0494a76a3ca2038fa702e88f36bf2ab630456fb895f2c3bd")]
    public void Agrees_with_signatures_computed_elsewhere(string body, string signature)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.True(WebhookSignature.Verify(bytes, signature, Secret));
        Assert.Equal(signature, WebhookSignature.Compute(bytes, Secret));
    }

    [Fact]
    public void Tolerates_upper_case() => Assert.True(Verify(Body, Signature.ToUpperInvariant()));

    [Fact]
    public void Any_flipped_bit_of_the_body_or_the_signature_is_refused()
    {
        for (var bit = 0; bit < 8 * Body.Length; bit++)
        {
            var body = Encoding.UTF8.GetBytes(Body);
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(WebhookSignature.Verify(body, Signature, Secret));
        }

        for (var digit = 0; digit < Signature.Length; digit++)
        {
            var signature = Signature.ToCharArray();
            signature[digit] = signature[digit] == '0' ? '1' : '0';
            Assert.False(Verify(Body, new string(signature)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("d1")]
    [InlineData("d1159667dd72673b5f532cceb25530172f6af8a7afe39cb1c5b5e88f509c13a")]
    [InlineData(Signature + "0")]
    [InlineData(Signature + Signature)]
    [InlineData("sha256=" + Signature)]
    [InlineData("g1159667dd72673b5f532cceb25530172f6af8a7afe39cb1c5b5e88f509c13ab")]
    [InlineData("d1159667dd72673b5f532cceb25530172f6af8a7afe39cb1c5b5e88f509c13a\u0661")]
    public void What_is_not_64_hex_digits_is_refused(string signature) => Assert.False(Verify(Body, signature));

    [Fact]
    public void Another_secret_is_refused() =>
        Assert.False(WebhookSignature.Verify(Encoding.UTF8.GetBytes(Body), Signature, "lin_wh_tesT"u8));

    [Fact]
    public void An_empty_secret_signs_nothing_and_verifies_nothing()
    {
        // What anyone could send to a gateway whose secret was forgotten.
        var forged = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData([], "x"u8));

        Assert.False(WebhookSignature.Verify("x"u8, forged, []));
        Assert.Throws<ArgumentException>(() => WebhookSignature.Compute("x"u8, []));
    }

    [Fact]
    public void Verifying_allocates_nothing()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        WebhookSignature.Verify(body, Signature, Secret);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            WebhookSignature.Verify(body, Signature, Secret);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Verify(string body, string signature) => WebhookSignature.Verify(Encoding.UTF8.GetBytes(body), signature, Secret);
}
