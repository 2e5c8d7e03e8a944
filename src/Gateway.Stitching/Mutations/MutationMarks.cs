using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Stitching.Mutations;

/// <summary>Makes all pods forget what mutations changed. Where that fails it is tried again behind the answer, for as long as it takes.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class MutationMarks(IRecordStore store, TimeProvider time)
{
    // Beyond this it costs less to forget everything than to remember what.
    private const int MaxEntities = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<EntityKey> _entities = [];
    private readonly HashSet<string> _tags = [];
    private bool _isEverything;
    private bool _isTrying;

    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <returns>Whether all pods have forgotten it now.</returns>
    public async ValueTask<bool> WriteAsync(Invalidation invalidation)
    {
        if (await TryAsync(invalidation).ConfigureAwait(false))
        {
            return true;
        }

        lock (_gate)
        {
            AddUnderLock(invalidation);
            if (!_isTrying)
            {
                _isTrying = true;
                Logger.MutationsNotMarked();
                _ = KeepTryingAsync();
            }
        }

        return false;
    }

    private async Task KeepTryingAsync()
    {
        while (true)
        {
            await Task.Delay(Pause, time, CancellationToken.None).ConfigureAwait(false);
            var owed = Take();
            bool isWritten = await TryAsync(owed).ConfigureAwait(false);
            lock (_gate)
            {
                if (!isWritten)
                {
                    AddUnderLock(owed);
                }
                else if (_entities.Count == 0 && _tags.Count == 0 && !_isEverything)
                {
                    _isTrying = false;
                    Logger.MutationsMarkedAgain();
                    return;
                }
            }
        }
    }

    private async ValueTask<bool> TryAsync(Invalidation invalidation)
    {
        try
        {
            return await store.InvalidateAsync(invalidation, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The mutation has happened, whatever becomes of the marks.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Logger.MarkingFailed(error);
            return false;
        }
    }

    private Invalidation Take()
    {
        lock (_gate)
        {
            var owed = _isEverything ? Invalidation.All : new Invalidation([.. _entities], [], [.. _tags], false);
            _entities.Clear();
            _tags.Clear();
            _isEverything = false;
            return owed;
        }
    }

    private void AddUnderLock(Invalidation invalidation)
    {
        _entities.UnionWith(invalidation.Entities);
        _tags.UnionWith(invalidation.Tags);
        _isEverything |= invalidation.Everything || _entities.Count > MaxEntities;
        if (_isEverything)
        {
            _entities.Clear();
            _tags.Clear();
        }
    }
}
