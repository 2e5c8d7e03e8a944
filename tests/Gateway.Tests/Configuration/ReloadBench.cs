using System.Text.Json;
using Gateway.Testing;

namespace Gateway.Tests.Configuration;

/// <summary>Gateways whose options and extensions of the schema are in mounted files, in front of their sandbox.</summary>
public sealed class ReloadBench : IDisposable
{
    private const string OfUser = "extend type User\n  @cacheControl(maxAge: 300, staleWhileRevalidate: 60, staleIfError: 3600)\n";

    public MountedFile Settings { get; } = new("appsettings.json", "{}");

    public MountedFile Extensions { get; } = new("gateway.graphql", TestSchema.Extensions);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The extensions that are built in, with another rule for users: such as <c>@cacheControl(maxAge: 1)</c>, or none.</summary>
    public static string WithUsers(string rule)
    {
        Assert.Contains(OfUser, TestSchema.Extensions, StringComparison.Ordinal);
        return TestSchema.Extensions.Replace(OfUser, $"extend type User\n  {rule}\n", StringComparison.Ordinal);
    }

    public Task<TestGateway> StartAsync(params (string Key, string Value)[] settings) => TestGateway.StartAsync(
        new GatewaySetup { SettingsFile = Settings.Path, Time = new HurriedTime() },
        [("Sandbox:Sessions", "20"), ("Schema:Extensions", Extensions.Path), .. settings]);

    /// <summary>Waits until something has been logged so often.</summary>
    /// <param name="gateway">Whose log it is.</param>
    /// <param name="id">The id of the event, such as 1060.</param>
    /// <param name="times">How often.</param>
    public static async Task HeardAsync(TestGateway gateway, int id, int times = 1)
    {
        for (int i = 0; i < 2_000 && Count(gateway, id) < times; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }

        Assert.True(Count(gateway, id) >= times, gateway.Log.Text);
    }

    public static int Count(TestGateway gateway, int id) =>
        gateway.Log.Text.Split('\n').Count(line => line.Split(' ') is [_, var told, ..] && told == $"{id}");

    /// <summary>The message of the first error; null if there is none.</summary>
    public static async Task<string?> ErrorAsync(TestGateway gateway, string query) =>
        (await gateway.AskAsync(query)).TryGetProperty("errors", out JsonElement errors) ? errors[0].GetProperty("message").GetString() : null;

    public void Dispose()
    {
        Settings.Dispose();
        Extensions.Dispose();
    }
}
