using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Tests.Auth;

/// <summary>Signs tokens, and publishes its key. Written by hand, so that what checks them is not what made them.</summary>
public sealed class TokenIssuer(string keyId = "one") : IDisposable
{
    public const string Name = "https://issuer.test/";
    public const string Audience = "gateway";

    private readonly RSA _rsa = RSA.Create(2048);

    /// <summary>A JSON Web Key Set with the key.</summary>
    public string KeySet
    {
        get
        {
            var key = _rsa.ExportParameters(includePrivateParameters: false);
            return JsonSerializer.Serialize(new
            {
                keys = new[] { new { kty = "RSA", use = "sig", kid = keyId, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } },
            });
        }
    }

    /// <summary>A token with good claims, but for those that are given.</summary>
    public string Sign(string subject, TimeSpan? life = null, string issuer = Name, string audience = Audience, TimeSpan? notBefore = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        string content = Part(new { alg = "RS256", typ = "JWT", kid = keyId }) + "." + Part(new
        {
            iss = issuer,
            aud = audience,
            sub = subject,
            nbf = (now + (notBefore ?? TimeSpan.FromMinutes(-1))).ToUnixTimeSeconds(),
            exp = (now + (life ?? TimeSpan.FromMinutes(5))).ToUnixTimeSeconds(),
        });
        return content + "." + Base64Url.EncodeToString(_rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A token that is not signed by the key but by what everybody knows of it.</summary>
    public string Forge(string algorithm, string subject)
    {
        string content = Part(new { alg = algorithm, typ = "JWT", kid = keyId }) + "." + Part(new
        {
            iss = Name,
            aud = Audience,
            sub = subject,
            exp = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
        });
        byte[] secret = Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());
        return $"{content}.{(algorithm == "none" ? "" : Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(content))))}";
    }

    public void Dispose() => _rsa.Dispose();

    private static string Part<T>(T json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
