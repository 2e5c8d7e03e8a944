using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox.Serving;

/// <summary>How long answers are held back. Safe for concurrent use.</summary>
internal sealed class Latency(SandboxOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dice _dice = Dice.Of(options.Seed, "latency");
    private TimeSpan _least = options.Latency;
    private TimeSpan _most = options.LatencyMax;

    public void Set(TimeSpan least, TimeSpan most)
    {
        lock (_gate)
        {
            (_least, _most) = (least, most);
        }
    }

    public Task WaitAsync(CancellationToken cancel)
    {
        var wait = Next();
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancel) : Task.CompletedTask;
    }

    private TimeSpan Next()
    {
        lock (_gate)
        {
            return _most > _least ? _least + _dice.Within(_most - _least) : _least;
        }
    }
}
