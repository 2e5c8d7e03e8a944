using System.Runtime.CompilerServices;

namespace Gateway.Chart.Tests;

/// <summary>Compares texts with files that were looked at by somebody: <c>__snapshots__</c> beside the tests.</summary>
internal static class Snapshot
{
    /// <summary>Fails where the text is another than the file; the text is then in <c>__mismatch__</c>, from where it is taken over by hand.</summary>
    public static void Match(string name, string text, [CallerFilePath] string caller = "") =>
        MatchFile(Path.Combine(Path.GetDirectoryName(caller)!, "__snapshots__", name), text, caller);

    /// <summary>The same with a file that lies elsewhere.</summary>
    public static void MatchFile(string expected, string text, [CallerFilePath] string caller = "")
    {
        string actual = Path.Combine(Path.GetDirectoryName(caller)!, "__mismatch__", Path.GetFileName(expected));
        if (File.Exists(expected) && File.ReadAllText(expected) == text)
        {
            if (File.Exists(actual))
            {
                File.Delete(actual);
            }

            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(actual)!);
        File.WriteAllText(actual, text);
        Assert.Fail($"{Path.GetFileName(expected)} has changed. If it should: mv {actual} {expected}");
    }
}
