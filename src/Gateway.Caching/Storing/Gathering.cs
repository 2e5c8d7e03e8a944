namespace Gateway.Caching.Storing;

/// <summary>Asks what several callers want to know together: what comes while questions are under way waits, and leaves in one.</summary>
/// <remarks>Who comes alone waits for nobody. Safe for concurrent use.</remarks>
/// <typeparam name="TQuestion">What one caller asks.</typeparam>
/// <typeparam name="TAnswer">What it is told.</typeparam>
/// <param name="askAsync">Asks some together; an answer for each, in their order, or null if there is none. Throws nothing that is to be expected.</param>
/// <param name="weigh">How much a question is.</param>
/// <param name="most">How much is asked together at most, but for a single question that is more.</param>
internal sealed class Gathering<TQuestion, TAnswer>(
    Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>?>> askAsync, Func<TQuestion, int> weigh, int most)
    where TAnswer : class
{
    // The way there and back is used all the time, and what waits grows into something worth sending.
    private const int MostUnderWay = 2;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _underWay;

    /// <summary>Asks. Null without an answer; whoever waits behind a question that has none is not kept waiting for another.</summary>
    public Task<TAnswer?> AskAsync(TQuestion question, CancellationToken cancel)
    {
        var waiting = new Waiting(question, cancel);
        lock (_gate)
        {
            if (_underWay == MostUnderWay)
            {
                _waiting.Enqueue(waiting);
                return waiting.Answer.Task.WaitAsync(cancel);
            }

            _underWay++;
        }

        _ = RunAsync([waiting]);
        return waiting.Answer.Task.WaitAsync(cancel);
    }

    private async Task RunAsync(List<Waiting> asked)
    {
        IReadOnlyList<TAnswer>? answers = null;
        try
        {
            answers = await askAsync(asked.ConvertAll(waiting => waiting.Question)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Told to those who asked.
        catch (Exception error)
#pragma warning restore CA1031
        {
            asked.ForEach(waiting => waiting.Answer.TrySetException(error));
        }

        // First the next question, then what the answers set off.
        if (Take(isFailed: answers is null) is { Count: > 0 } next)
        {
            _ = RunAsync(next);
        }

        for (int i = 0; i < asked.Count; i++)
        {
            asked[i].Answer.TrySetResult(answers?[i]);
        }
    }

    private List<Waiting> Take(bool isFailed)
    {
        var taken = new List<Waiting>();
        lock (_gate)
        {
            while (isFailed && _waiting.TryDequeue(out var failed))
            {
                failed.Answer.TrySetResult(null);
            }

            for (int weight = 0; _waiting.TryPeek(out var first);)
            {
                if (first.IsGivenUp)
                {
                    _waiting.Dequeue().Answer.TrySetResult(null);
                    continue;
                }

                weight += weigh(first.Question);
                if (weight > most && taken.Count > 0)
                {
                    break;
                }

                taken.Add(_waiting.Dequeue());
            }

            _underWay -= taken.Count == 0 ? 1 : 0;
        }

        return taken;
    }

    private sealed class Waiting(TQuestion question, CancellationToken cancel)
    {
        public TQuestion Question { get; } = question;

        public bool IsGivenUp => cancel.IsCancellationRequested;

        public TaskCompletionSource<TAnswer?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
