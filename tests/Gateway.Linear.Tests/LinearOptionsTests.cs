using Gateway.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Linear.Tests;

public sealed class LinearOptionsTests
{
    [Fact]
    public void Has_the_documented_defaults()
    {
        var options = Bind([]);

        Assert.Equal("https://api.linear.app/graphql", options.Endpoint.AbsoluteUri);
        Assert.Equal("", options.ApiKey + options.AccessToken);
        Assert.Equal(TimeSpan.FromSeconds(20), options.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(5), options.ConnectTimeout);
        Assert.Equal((10, 2, 0.2), (options.AttemptTimeout.TotalSeconds, options.Retries, options.RetryDelay.TotalSeconds));
        Assert.Equal((0.5, 8, 30, 10), (options.BreakRatio, options.BreakAfter, options.BreakWindow.TotalSeconds, options.BreakFor.TotalSeconds));
        Assert.Equal(("https://api.linear.app/oauth/token", "read"), (options.TokenEndpoint.AbsoluteUri, options.Scopes));
        Assert.Equal(33_554_432, options.MaxResponseBytes);
    }

    [Fact]
    public void Is_bound_to_the_section_Linear()
    {
        var options = Bind(new() { ["Linear:Endpoint"] = "http://sandbox:8080/graphql", ["Linear:ApiKey"] = "k", ["Linear:Timeout"] = "00:00:03" });

        Assert.Equal("http://sandbox:8080/graphql", options.Endpoint.AbsoluteUri);
        Assert.Equal("k", options.ApiKey);
        Assert.Equal(TimeSpan.FromSeconds(3), options.Timeout);
    }

    [Theory]
    [InlineData("Linear:Endpoint", "/graphql")]
    [InlineData("Linear:Endpoint", "ftp://SECRET/graphql")]
    [InlineData("Linear:Endpoint", "wss://SECRET/graphql")]
    [InlineData("Linear:Endpoint", "https://user:SECRET@host/graphql")]
    [InlineData("Linear:Endpoint", "")]
    [InlineData("Linear:ApiKey", "SECRET\n")]
    [InlineData("Linear:ApiKey", "Bearer SECRET")]
    [InlineData("Linear:AccessToken", "SECRETü")]
    [InlineData("Linear:Timeout", "00:00:00")]
    [InlineData("Linear:Timeout", "01:00:00")]
    [InlineData("Linear:ConnectTimeout", "00:02:00")]
    [InlineData("Linear:MaxResponseBytes", "10")]
    [InlineData("Linear:AttemptTimeout", "00:00:00")]
    [InlineData("Linear:Retries", "11")]
    [InlineData("Linear:RetryDelay", "00:01:00")]
    [InlineData("Linear:BreakRatio", "0")]
    [InlineData("Linear:BreakAfter", "1")]
    [InlineData("Linear:BreakWindow", "00:00:00")]
    [InlineData("Linear:BreakFor", "01:00:00")]
    [InlineData("Linear:TokenEndpoint", "ftp://SECRET/token")]
    [InlineData("Linear:ApiKeyFile", "/nowhere/SECRET")]
    [InlineData("Linear:AccessTokenFile", "/nowhere/SECRET")]
    [InlineData("Linear:ClientId", "without-secret")]
    [InlineData("Linear:ClientSecret", "SECRET-without-id")]
    public void Refuses_a_bad_value_without_quoting_it(string key, string value)
    {
        var thrown = Assert.Throws<OptionsValidationException>(() => Bind(new() { [key] = value }));

        var failure = Assert.Single(thrown.Failures);
        Assert.Contains(key.Split(':')[1], failure);
        Assert.DoesNotContain("SECRET", thrown.ToString());
    }

    [Fact]
    public void Refuses_any_two_credentials()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "c");
        Dictionary<string, string?>[] ways =
        [
            new() { ["Linear:ApiKey"] = "a" },
            new() { ["Linear:AccessToken"] = "b" },
            new() { ["Linear:ApiKeyFile"] = file },
            new() { ["Linear:AccessTokenFile"] = file },
            new() { ["Linear:ClientId"] = "d", ["Linear:ClientSecretFile"] = file },
        ];

        foreach (var (one, other) in ways.SelectMany((one, at) => ways.Skip(at + 1).Select(other => (one, other))))
        {
            Bind(one);
            var thrown = Assert.Throws<OptionsValidationException>(() => Bind(new(one.Concat(other))));
            Assert.Contains("not both", Assert.Single(thrown.Failures));
        }

        File.Delete(file);
    }

    [Fact]
    public void Tells_all_faults_together()
    {
        var thrown = Assert.Throws<OptionsValidationException>(() => Bind(new()
        {
            ["Linear:Endpoint"] = "nowhere",
            ["Linear:ApiKey"] = "a b",
            ["Linear:AccessToken"] = "c",
            ["Linear:Timeout"] = "00:00:00",
            ["Linear:MaxResponseBytes"] = "1",
        }));

        Assert.Equal(5, thrown.Failures.Count());
    }

    [Fact]
    public void Its_text_tells_nothing() =>
        Assert.Equal("LinearOptions", new LinearOptions { ApiKey = "SECRET" }.ToString());

    [Fact]
    public async Task Registers_one_client_that_works_and_lets_a_fake_stand_in()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""");
        await using var services = Services(new() { ["Linear:Endpoint"] = server.Endpoint.AbsoluteUri }).BuildServiceProvider();
        var fake = FakeUpstream.Answering(_ => "{}");

        var upstream = services.GetRequiredService<IUpstream>();
        var reply = await upstream.SendAsync(new UpstreamRequest(Bytes.Of("{}")), TestContext.Current.CancellationToken);
        await using var faked = new ServiceCollection().AddSingleton<IUpstream>(fake).AddGatewayLinear().BuildServiceProvider();

        Assert.Null(reply.Fault);
        Assert.Same(upstream, services.GetRequiredService<IUpstream>());
        Assert.Same(fake, faked.GetRequiredService<IUpstream>());
    }

    private static LinearOptions Bind(Dictionary<string, string?> settings)
    {
        using var services = Services(settings).BuildServiceProvider();
        return services.GetRequiredService<IOptions<LinearOptions>>().Value;
    }

    private static IServiceCollection Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddLogging(logging => logging.ClearProviders())
        .AddGatewayLinear();
}
