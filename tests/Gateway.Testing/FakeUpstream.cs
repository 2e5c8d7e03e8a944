using System.Text;
using Gateway.Linear;

namespace Gateway.Testing;

/// <summary>An upstream that answers as the test says, remembers what it was asked, and can keep its replies back.</summary>
/// <remarks>
/// The answer is made when the request comes, and only its delivery is held: so a test can let a fetch read the old state, change the state,
/// and then let the old answer arrive. Safe for concurrent use.
/// </remarks>
public sealed class FakeUpstream(Func<UpstreamRequest, CancellationToken, Task<UpstreamReply>> answer) : IUpstream
{
    private readonly Lock _lock = new();
    private readonly List<string> _sent = [];
    private readonly Dictionary<int, TaskCompletionSource> _held = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waitingForAnswers = [];
    private bool _holding;
    private int _answered;
    private int _inFlight;
    private int _mostInFlight;

    /// <summary>One that reads each body as text and answers at once with JSON, such as <c>{"data":{…}}</c>.</summary>
    public static FakeUpstream Answering(Func<string, string> json) =>
        new((request, _) => Task.FromResult(
            UpstreamReplyReader.Read(Encoding.UTF8.GetBytes(json(Encoding.UTF8.GetString(request.Body.Span))), default)));

    /// <summary>The bodies sent so far, in the order of their coming.</summary>
    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Requests that have come and have no reply yet.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>The most requests that were ever in flight at once.</summary>
    public int MostInFlight
    {
        get
        {
            lock (_lock)
            {
                return _mostInFlight;
            }
        }
    }

    /// <summary>From now on, replies are kept back.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            _holding = true;
        }
    }

    /// <summary>Lets all replies go, and keeps none back any more.</summary>
    public void Release()
    {
        TaskCompletionSource[] held;
        lock (_lock)
        {
            _holding = false;
            held = [.. _held.Values];
            _held.Clear();
        }

        Array.ForEach(held, gate => gate.SetResult());
    }

    /// <summary>Lets one reply go and still keeps the others back.</summary>
    /// <param name="number">Which request, from 0, in the order of <see cref="Sent"/>.</param>
    /// <exception cref="InvalidOperationException">That reply is not held.</exception>
    public void Release(int number)
    {
        TaskCompletionSource? gate;
        lock (_lock)
        {
            if (!_held.Remove(number, out gate))
            {
                throw new InvalidOperationException($"The reply to request {number} is not held.");
            }
        }

        gate.SetResult();
    }

    /// <summary>Ends once at least <paramref name="count"/> requests have come, counted from the beginning.</summary>
    public Task WaitForSentAsync(int count, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_sent.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = NewGate();
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Ends once at least <paramref name="count"/> answers have been made, counted from the beginning, whether or not they are held.</summary>
    public Task WaitForAnswersAsync(int count, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_answered >= count)
            {
                return Task.CompletedTask;
            }

            var reached = NewGate();
            _waitingForAnswers.Add((count, reached));
            return reached.Task.WaitAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (gate, reached) = Enter(request);
        Array.ForEach(reached, waiting => waiting.SetResult());
        try
        {
            var reply = await answer(request, cancel);
            CountAnswer();
            await gate.WaitAsync(cancel);
            return reply;
        }
        finally
        {
            lock (_lock)
            {
                _inFlight--;
            }
        }
    }

    private void CountAnswer()
    {
        TaskCompletionSource[] reached;
        lock (_lock)
        {
            _answered++;
            reached = [.. _waitingForAnswers.Where(waiting => waiting.Count <= _answered).Select(waiting => waiting.Reached)];
            _waitingForAnswers.RemoveAll(waiting => waiting.Count <= _answered);
        }

        Array.ForEach(reached, waiting => waiting.SetResult());
    }

    private (Task Gate, TaskCompletionSource[] Reached) Enter(UpstreamRequest request)
    {
        lock (_lock)
        {
            _sent.Add(Encoding.UTF8.GetString(request.Body.Span));
            _mostInFlight = Math.Max(_mostInFlight, ++_inFlight);

            TaskCompletionSource[] reached = [.. _waiting.Where(waiting => waiting.Count <= _sent.Count).Select(waiting => waiting.Reached)];
            _waiting.RemoveAll(waiting => waiting.Count <= _sent.Count);
            if (!_holding)
            {
                return (Task.CompletedTask, reached);
            }

            var gate = NewGate();
            _held.Add(_sent.Count - 1, gate);
            return (gate.Task, reached);
        }
    }

    // Whoever waits goes on elsewhere, not inside Release() or on the sender's stack.
    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
