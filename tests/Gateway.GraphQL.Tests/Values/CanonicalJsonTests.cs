using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Tests.Values;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("1", "1", "1.0", "1e0", "10e-1", "0.1E+1", "1.000")]
    [InlineData("0", "0", "-0", "0.0", "-0.0e5", "0e99999999999999999999")]
    [InlineData("-100", "-100", "-1e2", "-1.0E2", "-100.00")]
    [InlineData("0.1", "0.1", "0.10", "1e-1", "10e-2")]
    [InlineData("100000000000000000000", "100000000000000000000", "1e20", "1.0E+20")]
    [InlineData("1e100", "1e100", "10e99", "0.1e101")]
    [InlineData("12345678901234567890123", "12345678901234567890123", "12345678901234567890123.0")]
    [InlineData("0.1000000000000000000001", "0.1000000000000000000001", "1000000000000000000001e-22")]
    [InlineData("15e-60", "1.5e-59", "15e-60", "0.15e-58")]
    public void Writes_equal_numbers_equally(string canonical, params string[] texts) =>
        Assert.All(texts, text => Assert.Equal(canonical, Coercing.Canonical(text)));

    [Theory]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e2147483647")]
    public void Survives_exponents_out_of_all_reason(string text) => Assert.Equal(text, Coercing.Canonical(text));

    [Fact]
    public void Writes_random_numbers_equally_exactly_if_they_are_equal()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var seen = new Dictionary<(BigInteger Digits, int Exponent), string>();
        var texts = new Dictionary<string, (BigInteger Digits, int Exponent)>();
        for (int i = 0; i < 20_000; i++)
        {
            long digits = random.Next(3) == 0 ? random.NextInt64(-1_000_000_000_000, 1_000_000_000_000) : random.Next(-30, 30);
            int exponent = random.Next(-40, 40);

            string canonical = Coercing.Canonical(string.Create(CultureInfo.InvariantCulture, $"{digits}e{exponent}"));

            var value = Normal(digits, exponent);
            Assert.True(seen.TryAdd(value, canonical) || seen[value] == canonical, $"Seed {seed}: {value} is {seen[value]} and {canonical}");
            Assert.True(texts.TryAdd(canonical, value) || texts[canonical] == value, $"Seed {seed}: {canonical} is {texts[canonical]} and {value}");
            Assert.Equal(double.Parse($"{digits}e{exponent}", CultureInfo.InvariantCulture), JsonDocument.Parse(canonical).RootElement.GetDouble());
        }
    }

    [Fact]
    public void Sorts_keys_by_utf16_code_unit_at_every_level()
    {
        // U+1F600 is the pair D83D DE00, and so comes before U+FF5E, though its code point is higher.
        string canonical = Coercing.Canonical("{\"\uFF5E\":1,\"\U0001F600\":2,\"b\":{\"z\":1,\"Z\":2,\"\":3},\"a\":[{\"y\":1,\"x\":2}]}");

        using var json = JsonDocument.Parse(canonical);
        Assert.Equal(["a", "b", "\U0001F600", "\uFF5E"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Contains("{\"\":3,\"Z\":2,\"z\":1}", canonical, StringComparison.Ordinal);
        Assert.Contains("[{\"x\":2,\"y\":1}]", canonical, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\\u0041\"", "\"A\"")]
    [InlineData("\"\\/\"", "\"/\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"😀\"")]
    [InlineData("\"<é>'&+\"", "\"\\u003cé\\u003e\\u0027\\u0026\\u002b\"")]
    public void Writes_equal_strings_equally(string one, string other) => Assert.Equal(Coercing.Canonical(one), Coercing.Canonical(other));

    [Fact]
    public void Keeps_the_last_of_equal_keys_and_no_white_space() =>
        Assert.Equal("{\"a\":[true,false,null,{}]}", Coercing.Canonical("{ \"a\" : 1 , \"\\u0061\" : [ true, false , null, { } ] }"));

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-12e2", "-1200")]
    [InlineData("1e21", "1000000000000000000000")]
    [InlineData("-0.0", "0")]
    [InlineData("1.5", null)]
    [InlineData("1e-1", null)]
    [InlineData("1e999999", null)]
    public void Knows_the_digits_of_integers(string text, string? digits) => Assert.Equal(digits, CanonicalNumber.Integer(text));

    private static (BigInteger Digits, int Exponent) Normal(BigInteger digits, int exponent)
    {
        while (digits != 0 && digits % 10 == 0)
        {
            (digits, exponent) = (digits / 10, exponent + 1);
        }

        return digits == 0 ? (0, 0) : (digits, exponent);
    }
}
