namespace Gateway.Commands;

/// <summary>Tells an operator all that is wrong in one message.</summary>
internal static class FaultReport
{
    /// <summary>Writes and answers the exit code.</summary>
    public static int Write(TextWriter error, string summary, IReadOnlyCollection<string> faults, int exitCode)
    {
        string[] lines = [summary, .. faults.Select(fault => $"  - {fault}")];
        error.Write(string.Join(Environment.NewLine, lines) + Environment.NewLine);
        error.Flush();
        return exitCode;
    }
}
