using Gateway.GraphQL.Execution;

namespace Gateway.Conformance;

/// <summary>Speaks the line protocol: requests come in as lines, and each is answered by a line, until the input ends.</summary>
internal static class ConformanceServer
{
    // Nothing recurses deeper than the limits of the engine allow, and those are made for far less.
    private const int StackBytes = 64 << 20;
    private const int LongestRequest = 256 << 20;

    /// <summary>Returns when the input has ended and all is answered.</summary>
    public static void Run(Stream input, Stream output, TextWriter error)
    {
        var thread = new Thread(() => Answer(input, output, error), StackBytes);
        thread.Start();
        thread.Join();
    }

    private static void Answer(Stream input, Stream output, TextWriter error)
    {
        var session = new ConformanceSession(error);
        var lines = new LineReader(input, LongestRequest);
        try
        {
            while (lines.TryRead(out var line))
            {
                using var answer = new ResponseBuffer();
                if (line is { } request)
                {
                    session.Answer(request, answer);
                }
                else
                {
                    ConformanceSession.Refuse($"The request is larger than {LongestRequest} bytes.", answer);
                }

                answer.Append((byte)'\n');
                output.Write(answer.WrittenSpan);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // Nobody reads the answers any more.
        }
    }
}
