using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Auth;
using Gateway.Auth.Jwt;
using Gateway.Stitching.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Auth;

public class AdmissionsTests
{
    private const string Key = "gw_0123456789abcdef";
    private const string AdminKey = "gw_fedcba9876543210";

    private static readonly Caller Reports = ClientOf("reports", Permissions.Read);
    private static readonly Caller Operator = ClientOf("operator", Permissions.Admin);

    private static readonly ClientBook Book = new([(HashOf(Key), Reports), (HashOf(AdminKey), Operator)], new Dictionary<string, Caller>(), [Reports, Operator]);

    [Fact]
    public async Task With_callers_own_credentials_keys_come_beside_them()
    {
        var admissions = Make(new AuthOptions { Upstream = UpstreamIdentity.Caller }, isUsed: true);

        Assert.Equal("no_key", (await admissions.AdmitAsync(From(("Authorization", "lin_api_own")))).Fault?.Reason);
        Assert.Equal("no_key", (await admissions.AdmitAsync(From(("Authorization", "Bearer " + Key)))).Fault?.Reason);
        Assert.Same(Reports, (await admissions.AdmitAsync(From(("Authorization", "lin_api_own"), ("x-api-key", Key)))).Caller);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_stranger_is_never_an_operator(bool allowsAnonymous, bool isUsed)
    {
        var admissions = Make(new AuthOptions { AllowAnonymous = allowsAnonymous }, isUsed);

        foreach (string address in new[] { "127.0.0.1", "10.0.0.1" })
        {
            var fault = await admissions.RequireAdminAsync(From(address));
            Assert.Equal((401, "no_key"), (fault?.Status, fault?.Reason));
        }
    }

    [Fact]
    public async Task An_operator_is_whoever_has_the_permission_and_others_are_told_that_they_lack_it()
    {
        var admissions = Make(new AuthOptions(), isUsed: true);

        Assert.Null(await admissions.RequireAdminAsync(From(("x-api-key", AdminKey))));
        var lacking = await admissions.RequireAdminAsync(From(("x-api-key", Key)));
        var wrong = await admissions.RequireAdminAsync(From(("x-api-key", Key + "x")));
        Assert.Equal((403, "permission"), (lacking?.Status, lacking?.Reason));
        Assert.Equal((401, "unknown_key"), (wrong?.Status, wrong?.Reason));
    }

    [Fact]
    public async Task A_header_that_is_shown_again_is_known_until_the_clients_change()
    {
        var registry = new ClientRegistry(Book, isUsed: true);
        var admissions = Make(new AuthOptions(), registry);
        var context = From(("Authorization", "Bearer " + Key));
        Assert.Same(Reports, (await admissions.AdmitAsync(context)).Caller);
        Assert.Same(Reports, (await admissions.AdmitAsync(context)).Caller);

        registry.Replace(ClientBook.Empty);

        Assert.Equal("unknown_key", (await admissions.AdmitAsync(context)).Fault?.Reason);
    }

    [Fact]
    public void A_key_is_found_wherever_it_stands_and_nothing_that_is_merely_like_it()
    {
        var book = new ClientBook(
            [.. Enumerable.Range(0, 100).Select(i => (HashOf($"key{i}"), ClientOf($"c{i}", Permissions.Read)))], new Dictionary<string, Caller>(), []);

        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal($"c{i}", book.FindKey(HashOf($"key{i}"))?.Name));
        for (int at = 0; at < 32; at++)
        {
            byte[] near = HashOf("key50");
            near[at] ^= 1;
            Assert.Null(book.FindKey(near));
        }
    }

    [Theory]
    [InlineData("Authorization", 0)]

    // Its string is another with each request, so that it is hashed each time.
    [InlineData("x-api-key", 128)]
    public void A_known_key_costs_next_to_no_memory(string header, int most)
    {
        var admissions = Make(new AuthOptions(), isUsed: true);
        var context = From((header, Key));
        long bytes = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                Assert.True(IsDone(admissions.AdmitAsync(context)));
            }

            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(bytes / 1000, 0, most);
    }

    [Theory]
    [InlineData("gw_\u00fc")]
    [InlineData("line\nbreak")]
    [InlineData("nul\0")]
    [InlineData("tab\tulator")]
    public void What_cannot_stand_in_a_header_is_no_credential(string shown)
    {
        Assert.False(CallerCredential.TryRead(shown, out _));
        Assert.False(CallerCredential.TryRead("Bearer " + shown, out _));
    }

    [Fact]
    public void New_keys_have_256_random_bits_and_their_hash_is_what_the_file_holds()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(_ => ApiKey.Create())];

        Assert.Equal(100, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^gw_[A-Za-z0-9_-]{43}$", key));
        Assert.True(ApiKey.TryParse(ApiKey.Describe(keys[0]), out byte[]? hash));
        Assert.Equal(HashOf(keys[0]), hash);
        Assert.False(ApiKey.TryParse(keys[0], out _));
    }

    [Fact]
    public void Who_calls_is_not_told_by_text()
    {
        Assert.Equal("Caller", Reports.ToString());
    }

    private static Caller ClientOf(string name, Permissions permissions) =>
        new(CallerClass.Client, name, new CallerAccess(permissions, DenyList.Empty), null);

    private static bool IsDone(ValueTask<Admission> admitting) => admitting.IsCompletedSuccessfully;

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static Admissions Make(AuthOptions options, bool isUsed) => Make(options, new ClientRegistry(isUsed ? Book : ClientBook.Empty, isUsed));

    private static Admissions Make(AuthOptions options, ClientRegistry registry)
    {
        var jwt = Options.Create(new JwtOptions());
        var keys = new TokenKeys(jwt, TimeProvider.System, NullLogger<TokenKeys>.Instance);
        return new Admissions(
            registry,
            new TokenValidator(keys, jwt, TimeProvider.System),
            new CallerClasses(Options.Create(options)),
            new StrangerAccess(CallerAccess.Unrestricted),
            Options.Create(options),
            TimeProvider.System);
    }

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }

    private static DefaultHttpContext From(params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context;
    }
}
