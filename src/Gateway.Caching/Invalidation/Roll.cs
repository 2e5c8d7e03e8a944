namespace Gateway.Caching.Invalidation;

/// <summary>Who has applied one invalidation, and who has yet to. Safe for concurrent use.</summary>
/// <param name="time">For how long to wait.</param>
/// <param name="close">Called at the end: nobody is noted any more.</param>
internal sealed class Roll(TimeProvider time, Action close) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _present = [];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<string>? _lacking;

    /// <summary>Notes that a process has applied it, or need not. May come before it is known who is waited for.</summary>
    public void Note(string pod)
    {
        lock (_gate)
        {
            _present.Add(pod);
            if (_lacking is not null && _lacking.Remove(pod) && _lacking.Count == 0)
            {
                _complete.TrySetResult();
            }
        }
    }

    /// <summary>Says who is waited for. To be called once.</summary>
    public void Expect(IEnumerable<string> pods)
    {
        lock (_gate)
        {
            _lacking = [.. pods.Where(pod => !_present.Contains(pod))];
            if (_lacking.Count == 0)
            {
                _complete.TrySetResult();
            }
        }
    }

    /// <summary>Whether a process is waited for still.</summary>
    public bool Lacks(string pod)
    {
        lock (_gate)
        {
            return _lacking?.Contains(pod) == true;
        }
    }

    /// <summary>Waits until nobody is lacking, or for that time.</summary>
    /// <returns>Whether nobody is.</returns>
    public async ValueTask<bool> IsCompleteAsync(TimeSpan patience, CancellationToken cancel)
    {
        if (!_complete.Task.IsCompleted)
        {
            await _complete.Task.WaitAsync(patience, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
        }

        return _complete.Task.IsCompleted;
    }

    public void Dispose() => close();
}
