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
    [InlineData("schema chekc", "'schema chekc' is no command. There are: serve, schema check, schema print.")]
    [InlineData("schema check", "Name the published schema: schema check --against FILE.")]
    public void Says_what_is_wrong_and_what_was_meant(string args, string fault) =>
        Assert.Equal(fault, Assert.Single(CommandLine.Parse(args.Split(' ')).Faults));

    [Theory]
    [InlineData("--help", 1)]
    [InlineData("--version", 2)]
    [InlineData("schema check -h", 1)]
    public void Helps_wherever_it_is_asked_to(string args, int kind) =>
        Assert.Equal(kind == 1 ? CommandKind.Help : CommandKind.Version, CommandLine.Parse(args.Split(' ')).Command);
}
