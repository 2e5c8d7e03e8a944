using System.Text.Json;
using Gateway.Auth;
using Gateway.Commands;

namespace Gateway.Tests.Commands;

public class KeyCreateTests
{
    [Fact]
    public void A_key_is_told_once_and_its_hash_goes_where_a_file_would_keep_it()
    {
        var (exitCode, output, error) = Run("key", "create", "--name", "reports");

        string key = error.Trim().Split(' ')[^1];
        var entry = JsonElement.Parse(output);
        Assert.Equal((0, "reports"), (exitCode, entry.GetProperty("name").GetString()));
        Assert.Matches("^gw_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal(ApiKey.Describe(key), entry.GetProperty("keys")[0].GetString());
        Assert.DoesNotContain(key, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_entry_is_one_that_a_clients_file_may_hold()
    {
        string path = Path.GetTempFileName();
        try
        {
            var (_, output, error) = Run("key", "create");
            await File.WriteAllTextAsync(path, $$"""{"clients":[{{output}}]}""", TestContext.Current.CancellationToken);
            await using var gateway = await TestGateway.StartAsync(("Auth:ClientsFile", path));
            gateway.Http.DefaultRequestHeaders.Add("x-api-key", error.Trim().Split(' ')[^1]);

            Assert.Equal("Query", (await gateway.AskAsync("{ __typename }")).GetProperty("data").GetProperty("__typename").GetString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("key create --name a/b", "--name must have at most 64 letters, digits and - _ . and begin with a letter or digit.")]
    [InlineData("key create reports", "Argument 3 is neither a command nor the value of an option. See --help.")]
    [InlineData("serve --name reports", "--name belongs to key create.")]
    public void What_makes_no_sense_is_told(string line, string fault)
    {
        Assert.Contains(fault, CommandLine.Parse(line.Split(' ')).Faults);
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = KeyCreateCommand.Run(CommandLine.Parse(args), output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
