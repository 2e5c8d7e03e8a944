using System.Globalization;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>What a piece of work took of this thread: its processor time, whatever else the machine does, and the bytes it allocated.</summary>
internal readonly record struct Spent(TimeSpan Time, long Bytes)
{
    private const string SchedulerFile = "/proc/thread-self/schedstat";

    private const long MostBytes = 100_000_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    /// <summary>Whether a request may take this much.</summary>
    public bool IsTooMuch => Time > MostTime || Bytes > MostBytes;

    public static Spent On(Action work)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        var time = Now();
        work();
        return new Spent(Now() - time, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>What work that can be repeated takes once it is compiled: code that runs for the first time is slow, and is not what is measured.</summary>
    public static Spent WhenWarm(Action work)
    {
        var spent = On(work);
        for (int again = 0; again < 2 && spent.Time > MostTime / 2; again++)
        {
            var next = On(work);
            spent = new Spent(next.Time < spent.Time ? next.Time : spent.Time, Math.Max(spent.Bytes, next.Bytes));
        }

        return spent;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time.TotalMilliseconds:N0} ms, {Bytes / 1e6:N1} MB");

    private static TimeSpan Now()
    {
        if (!File.Exists(SchedulerFile))
        {
            return Environment.CpuUsage.UserTime;
        }

        string text = File.ReadAllText(SchedulerFile);
        return TimeSpan.FromMicroseconds(long.Parse(text.AsSpan(0, text.IndexOf(' ')), CultureInfo.InvariantCulture) / 1000.0);
    }
}
