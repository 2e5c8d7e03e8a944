using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Planning;

namespace Gateway.GraphQL.Execution;

/// <summary>What of one answer comes later. Has one owner: the run.</summary>
public sealed class Deferral
{
    private readonly List<PendingFragment> _pending = [];
    private readonly List<PendingFragment> _arrived = [];
    private int _lastId;

    /// <summary>Whether the first part is on its way, so that nothing more is put off.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>What is still to come.</summary>
    public IReadOnlyList<PendingFragment> Pending => _pending;

    /// <summary>What has come since it was last asked.</summary>
    public IReadOnlyList<PendingFragment> TakeArrived()
    {
        PendingFragment[] arrived = [.. _arrived];
        _arrived.Clear();
        return arrived;
    }

    /// <summary>Says that the first part is on its way.</summary>
    public void Begin() => HasBegun = true;

    /// <summary>Forgets what a walk put off that is done once more.</summary>
    internal void Restart()
    {
        _pending.Clear();
        _lastId = 0;
    }

    internal void Add(ReadOnlySpan<WalkFrame> frames, DeferredFragment fragment) => _pending.Add(new PendingFragment(_lastId++, FramePath.Of(frames, []), fragment));

    /// <summary>What is still to come of a fragment; null if it was there when the first part was written.</summary>
    internal PendingFragment? Find(ReadOnlySpan<WalkFrame> frames, DeferredFragment fragment)
    {
        foreach (var pending in _pending)
        {
            if (ReferenceEquals(pending.Fragment, fragment) && pending.Path.Length == frames.Length && IsBelow(pending.Path, frames))
            {
                return pending;
            }
        }

        return null;
    }

    internal void Arrive(PendingFragment fragment, ReadOnlyMemory<byte> data, IEnumerable<GraphQLError> errors)
    {
        fragment.Data = data;
        fragment.Errors = [.. errors];
        _pending.Remove(fragment);
        _arrived.Add(fragment);
    }

    /// <summary>Where an object turned out to be null, nothing of it comes later.</summary>
    internal void Drop(ReadOnlySpan<WalkFrame> frames)
    {
        for (int i = _pending.Count - 1; i >= 0; i--)
        {
            if (IsBelow(_pending[i].Path, frames))
            {
                _pending.RemoveAt(i);
            }
        }
    }

    private static bool IsBelow(ImmutableArray<PathSegment> path, ReadOnlySpan<WalkFrame> frames)
    {
        if (path.Length < frames.Length)
        {
            return false;
        }

        for (int i = 0; i < frames.Length; i++)
        {
            if (path[i].Name != frames[i].Field?.ResponseName || (path[i].Name is null && path[i].Index != frames[i].Index))
            {
                return false;
            }
        }

        return true;
    }
}
