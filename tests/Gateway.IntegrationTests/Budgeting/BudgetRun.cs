using System.Collections.Concurrent;
using Gateway.Sandbox;

namespace Gateway.IntegrationTests.Budgeting;

/// <summary>Callers who ask for sessions now and then, each at its own pace, for a while.</summary>
/// <param name="sandbox">What is behind the pods.</param>
/// <param name="ask">Asks one of the pods for something.</param>
/// <param name="time">By which they pause.</param>
internal sealed class BudgetRun(SandboxServer sandbox, Func<int, string, Task<AskedAnswer>> ask, TimeProvider time)
{
    private readonly ConcurrentBag<AskedAnswer> _answers = [];

    public IReadOnlyCollection<AskedAnswer> Answers => _answers;

    /// <summary>How many answers were of each kind.</summary>
    public string Report =>
        $"{_answers.Count} answers: {_answers.Count(answer => answer.HasErrors)} refused, {_answers.Count(answer => answer.IsStale)} stale; "
        + $"upstream: {sandbox.Statistics.Requests} requests, {sandbox.Statistics.Refused} refused, {sandbox.Statistics.Complexity} points";

    /// <summary>Runs until all callers have left.</summary>
    public Task RunAsync(int callers, TimeSpan duration, TimeSpan pause) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, duration, pause))));

    private async Task CallAsync(int caller, TimeSpan duration, TimeSpan pause)
    {
        var random = new Random(caller);
        string[] ids = [.. sandbox.World.Ids("AgentSession")];
        long begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < duration)
        {
            await Task.Delay(pause * (0.5 + random.NextDouble()), time, TestContext.Current.CancellationToken);

            // Few are popular, so that some of what is asked for is there and old.
            int popular = random.Next(3) > 0 ? random.Next(10) : random.Next(ids.Length);
            _answers.Add(await ask(caller, $"{{ agentSession(id: \"{ids[popular]}\") {{ id summary updatedAt }} }}"));
        }
    }
}
