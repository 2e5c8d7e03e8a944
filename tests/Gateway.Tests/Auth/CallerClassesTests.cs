using System.Net;
using Gateway.Auth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Auth;

public class CallerClassesTests
{
    [Theory]
    [InlineData("127.0.0.1", CallerClass.Local)]
    [InlineData("127.8.0.1", CallerClass.Local)]
    [InlineData("::1", CallerClass.Local)]
    [InlineData("::ffff:127.0.0.1", CallerClass.Local)]
    [InlineData("::ffff:127.0.0.2", CallerClass.Local)]
    [InlineData("10.0.0.1", CallerClass.Anonymous)]
    [InlineData("::ffff:10.0.0.1", CallerClass.Anonymous)]
    [InlineData("2001:db8::1", CallerClass.Anonymous)]
    [InlineData(null, CallerClass.Anonymous)]
    public void A_caller_is_local_by_the_address_it_connects_from(string? address, CallerClass expected)
    {
        Assert.Equal(expected, CallerClasses.Of(From(address)));
    }

    [Fact]
    public void Headers_of_proxies_are_not_believed()
    {
        var context = From("10.0.0.1");
        context.Request.Headers["X-Forwarded-For"] = "127.0.0.1";

        Assert.Equal(CallerClass.Anonymous, CallerClasses.Of(context));
    }

    [Theory]
    [InlineData("Local,Anonymous,Client", true, true)]
    [InlineData(" local , client ", true, false)]
    [InlineData("Anonymous", false, true)]
    [InlineData("", false, false)]
    public void Those_may_introspect_whose_class_is_named(string option, bool local, bool anonymous)
    {
        var callers = new CallerClasses(Options.Create(new AuthOptions { Introspection = option }));

        Assert.Equal(local, callers.MayIntrospect(CallerClass.Local));
        Assert.Equal(anonymous, callers.MayIntrospect(CallerClass.Anonymous));
    }

    [Fact]
    public void All_may_by_default()
    {
        var callers = new CallerClasses(Options.Create(new AuthOptions()));

        Assert.True(callers.MayIntrospect(CallerClass.Local));
        Assert.True(callers.MayIntrospect(CallerClass.Anonymous));
    }

    private static DefaultHttpContext From(string? address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        return context;
    }
}
