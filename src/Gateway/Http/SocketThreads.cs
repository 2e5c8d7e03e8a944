namespace Gateway.Http;

/// <summary>Has requests answered on the thread that reads the socket as long as all is known, and elsewhere where that takes more than a moment.</summary>
/// <remarks>
/// An answer that was kept is found and written in a few microseconds, less than it takes to hand a request over to another thread: by that alone a
/// core serves a third more. Whatever takes longer calls <see cref="Task.Yield"/> before it begins, unless a thread of the pool does it already, and after
/// each answer from a socket: as long as it holds the thread nobody else's bytes are read there.
/// </remarks>
internal static class SocketThreads
{
    // A client that sends without end, and reads without end, never has a thread wait. This many of its requests are answered in half a millisecond.
    private const int MostInARow = 64;

    [ThreadStatic]
    private static int _answered;

    /// <summary>Whether whoever answers a request should leave the thread to others first. Counts the requests of a thread.</summary>
    public static bool IsDue() => ++_answered % MostInARow == 0;

    /// <summary>The runtime's own switch, which is read when the first socket is made. Set to 0 by who wants requests handed over after all.</summary>
    public const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Does so before whatever comes next, for steps that answer by themselves.</summary>
    public static async Task LeaveWhenDue(HttpContext context, RequestDelegate next)
    {
        if (IsDue())
        {
            await Task.Yield();
        }

        await next(context);
    }

    /// <summary>To be called before there is any socket in the process.</summary>
    public static void Use()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }

    /// <summary>Leaves them to whatever comes after, which may take its time.</summary>
    public static void UseOtherThreads(this WebApplication app) => app.Use(async (context, next) =>
    {
        await Task.Yield();
        await next(context);
    });
}
