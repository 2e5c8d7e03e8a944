using Gateway.Auth;
using Gateway.Stitching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Auth;

public class CallerScopesTests
{
    private readonly CallerScopes _scopes = new(Options.Create(new AuthOptions { Upstream = UpstreamIdentity.Caller }));

    [Theory]
    [InlineData("lin_api_key")]
    [InlineData("Bearer lin_oauth_token")]
    public void A_credential_goes_on_as_it_came_under_a_name_that_does_not_tell_it(string credential)
    {
        var caller = _scopes.Of(From(credential));

        Assert.True(_scopes.Admits(From(credential)));
        Assert.Equal(credential, caller.Authorization);
        Assert.DoesNotContain(credential, caller.Scope.Name, StringComparison.Ordinal);
        Assert.Equal(caller.Scope, _scopes.Of(From(credential)).Scope);
        Assert.NotEqual(caller.Scope, _scopes.Of(From(credential + "x")).Scope);
    }

    [Fact]
    public void What_cannot_be_sent_on_is_not_admitted()
    {
        string[][] unusable = [[], [""], [" "], ["two", "values"], ["lin_api_ü"], ["line\nbreak"], ["nul\0"], [new string('x', 8193)]];

        Assert.All(unusable, values => Assert.False(_scopes.Admits(From(values))));
        Assert.True(_scopes.Admits(From(new string('x', 8192))));
    }

    [Fact]
    public void While_the_gateways_own_credential_goes_upstream_everybody_is_admitted_to_its_one_scope()
    {
        var scopes = new CallerScopes(Options.Create(new AuthOptions()));

        Assert.True(scopes.Admits(From()));
        Assert.Same(CallerScope.Service, scopes.Of(From()));
        Assert.Same(CallerScope.Service, scopes.Of(From("lin_api_key")));
    }

    private static DefaultHttpContext From(params string[] values)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = new StringValues(values);
        return context;
    }
}
