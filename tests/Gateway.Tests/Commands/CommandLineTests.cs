using Gateway.Commands;

namespace Gateway.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void Serves_when_nothing_is_said()
    {
        var line = CommandLine.Parse([]);

        Assert.Equal(CommandKind.Serve, line.Command);
        Assert.Empty(line.Settings);
        Assert.Empty(line.Faults);
    }

    [Fact]
    public void Reads_options_in_either_form_and_in_any_case_of_the_key()
    {
        var line = CommandLine.Parse(["--urls", "http://localhost:1", "--upstream=http://a/b=c", "--fetch:maxinflight", "8"]);

        Assert.Empty(line.Faults);
        Assert.Equal("http://localhost:1", line.Settings["Urls"]);
        Assert.Equal("http://a/b=c", line.Settings["Linear:Endpoint"]);
        Assert.Equal("8", line.Settings["Fetch:MaxInFlight"]);
    }

    [Theory]
    [InlineData("--Logging:LogLevel:Default Debug", "Logging:LogLevel:Default")]
    [InlineData("--logging:loglevel:Gateway=Debug", "Logging:LogLevel:Gateway")]
    [InlineData("--Logging:Console:LogLevel:Microsoft.AspNetCore Debug", "Logging:Console:LogLevel:Microsoft.AspNetCore")]
    public void Takes_levels_of_any_category(string args, string key)
    {
        var line = CommandLine.Parse(args.Split(' '));

        Assert.Empty(line.Faults);
        Assert.Equal("Debug", line.Settings[key]);
    }

    [Theory]
    [InlineData("--Logging: Debug", "--Logging: is no option. See --help.")]
    [InlineData("--Logging:LogLevel:A Debug --logging:loglevel:a Debug", "--logging:loglevel:a is given twice.")]
    [InlineData("--upsteam http://a", "--upsteam is no option. Did you mean --upstream? See --help.")]
    [InlineData("--Fetch:MaxInFligt 3", "--Fetch:MaxInFligt is no option. Did you mean --Fetch:MaxInFlight? See --help.")]
    [InlineData("--something-else-entirely", "--something-else-entirely is no option. See --help.")]
    [InlineData("--urls", "--urls needs a value.")]
    [InlineData("--urls a --urls b", "--urls is given twice.")]
    [InlineData("--urls a lin_api_hidden", "Argument 3 is neither a command nor the value of an option. See --help.")]
    [InlineData("--against a", "--against belongs to schema check.")]
    [InlineData("schema chekc", "'schema chekc' is no command. There are: serve, schema check, schema print, schema pull, cache inspect, cache purge, admin state, admin plans, admin inspect, admin purge, key create, healthcheck; see --help for those of the engine alone.")]
    [InlineData("cache inspekt Issue 1", "'cache inspekt' is no command. There are: serve, schema check, schema print, schema pull, cache inspect, cache purge, admin state, admin plans, admin inspect, admin purge, key create, healthcheck; see --help for those of the engine alone.")]
    [InlineData("cache", "'cache' is no command. There are: serve, schema check, schema print, schema pull, cache inspect, cache purge, admin state, admin plans, admin inspect, admin purge, key create, healthcheck; see --help for those of the engine alone.")]
    [InlineData("lin_api_hidden", "What stands first is no command. There are: serve, schema check, schema print, schema pull, cache inspect, cache purge, admin state, admin plans, admin inspect, admin purge, key create, healthcheck; see --help for those of the engine alone.")]
    [InlineData("--redis://:hidden@a:1", "An argument is no option. See --help.")]
    [InlineData("--redis", "--redis needs a value.")]
    [InlineData("--redis a --Redis:Address b", "--Redis:Address is given twice.")]
    [InlineData("serve a", "Argument 2 is neither a command nor the value of an option. See --help.")]
    [InlineData("schema print a", "Argument 3 is neither a command nor the value of an option. See --help.")]
    [InlineData("cache inspect", "Name one entity: cache inspect TYPE ID.")]
    [InlineData("cache inspect Issue", "Name one entity: cache inspect TYPE ID.")]
    [InlineData("cache inspect Issue 1 2", "Name one entity: cache inspect TYPE ID.")]
    [InlineData("cache purge", "Name an entity or a whole type: cache purge TYPE [ID].")]
    [InlineData("cache purge Issue 1 2", "Name an entity or a whole type: cache purge TYPE [ID].")]
    [InlineData("cache purge Issue -redis", "Argument 4 is neither a command nor the value of an option. See --help.")]
    [InlineData("cache inspect Issue 1 --soft", "--soft belongs to cache purge and admin purge.")]
    [InlineData("--soft", "--soft belongs to cache purge and admin purge.")]
    [InlineData("cache purge Issue --soft=yes", "--soft is no option. Did you mean --soft? See --help.")]
    [InlineData("schema check", "Name the published schema: schema check --against FILE.")]
    public void Says_what_is_wrong_and_what_was_meant(string args, string fault) =>
        Assert.Equal(fault, Assert.Single(CommandLine.Parse(args.Split(' ')).Faults));

    [Theory]
    [InlineData("cache inspect Issue 9f2c", CommandKind.CacheInspect, "Issue 9f2c")]
    [InlineData("cache inspect Issue --redis a:1 ENG-123", CommandKind.CacheInspect, "Issue ENG-123")]
    [InlineData("cache inspect --redis a:1 Issue a=b", CommandKind.CacheInspect, "Issue a=b")]
    [InlineData("cache purge Issue", CommandKind.CachePurge, "Issue")]
    [InlineData("cache purge Issue 9f2c", CommandKind.CachePurge, "Issue 9f2c")]
    public void Reads_what_a_command_of_the_cache_is_about(string args, object kind, string arguments)
    {
        var line = CommandLine.Parse(args.Split(' '));

        Assert.Empty(line.Faults);
        Assert.Equal((kind, arguments), (line.Command, string.Join(' ', line.Arguments)));
        Assert.Equal(args.Contains("a:1", StringComparison.Ordinal) ? "a:1" : null, line.Settings.GetValueOrDefault("Redis:Address"));
    }

    [Fact]
    public void Does_not_take_an_empty_id_for_a_whole_type() =>
        Assert.Equal("TYPE and ID must not be empty.", Assert.Single(CommandLine.Parse(["cache", "purge", "Issue", ""]).Faults));

    [Theory]
    [InlineData("--help", 1)]
    [InlineData("--version", 2)]
    [InlineData("schema check -h", 1)]
    public void Helps_wherever_it_is_asked_to(string args, int kind) =>
        Assert.Equal(kind == 1 ? CommandKind.Help : CommandKind.Version, CommandLine.Parse(args.Split(' ')).Command);
}
