namespace Gateway.Stitching.Drifting;

/// <summary>How far the upstream has moved away from the schema that is served, as far as is known. Safe for concurrent use.</summary>
public sealed class Drift
{
    private volatile Vanished _vanished = Vanished.Nothing;
    private volatile TaskCompletionSource _suspicion = NewSuspicion();

    /// <summary>What is no longer asked for. Set whole; whoever looks twice may see two states.</summary>
    public Vanished Vanished
    {
        get => _vanished;
        set => _vanished = value;
    }

    /// <summary>Notes that the upstream refused a document as invalid, so that it had better be asked for its schema.</summary>
    public void Suspect() => _suspicion.TrySetResult();

    /// <summary>Ends when there is a suspicion; one from before the last call counts as well.</summary>
    public async Task WaitForSuspicionAsync(CancellationToken cancel)
    {
        await _suspicion.Task.WaitAsync(cancel).ConfigureAwait(false);
        _suspicion = NewSuspicion();
    }

    private static TaskCompletionSource NewSuspicion() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
