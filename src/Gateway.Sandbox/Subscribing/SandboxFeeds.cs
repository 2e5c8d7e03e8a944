using System.Collections.Concurrent;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Subscribing;

/// <summary>The connections that subscriptions are told on, and what is to go wrong with them. Safe for concurrent use.</summary>
public sealed class SandboxFeeds
{
    private readonly ConcurrentDictionary<FeedConnection, byte> _connections = new();
    private int _opened;
    private int _drops;
    private int _duplicates;

    internal SandboxFeeds()
    {
    }

    /// <summary>Connections that are open.</summary>
    public int Connections => _connections.Count;

    /// <summary>Connections there have been, the refused ones left out.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Subscriptions on them.</summary>
    public int Subscriptions => _connections.Keys.Sum(connection => connection.Subscriptions);

    /// <summary>Whether connections are taken; else they are answered with 503. Default true.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Whether connections say nothing any more, as if a wire were cut: they take, and answer nothing. Default false.</summary>
    public bool IsSilent { get; set; }

    /// <summary>So many changes that come next are told to nobody.</summary>
    public void Drop(int changes) => Volatile.Write(ref _drops, changes);

    /// <summary>So many changes that come next are told twice.</summary>
    public void Duplicate(int changes) => Volatile.Write(ref _duplicates, changes);

    /// <summary>Closes all connections.</summary>
    public void Close(int code, string reason)
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Post(new FeedItem.Close(code, reason));
        }
    }

    /// <summary>Cuts all connections without a word.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Abort();
        }
    }

    internal void Add(FeedConnection connection)
    {
        Interlocked.Increment(ref _opened);
        _connections.TryAdd(connection, 0);
    }

    internal void Remove(FeedConnection connection) => _connections.TryRemove(connection, out _);

    /// <summary>Tells a change. To be called in the order of changes.</summary>
    internal void Tell(Snapshot before, Snapshot after)
    {
        if (_connections.IsEmpty || TakeOne(ref _drops))
        {
            return;
        }

        var change = new FeedItem.Change(new WorldChange(before, after));
        int times = TakeOne(ref _duplicates) ? 2 : 1;
        foreach (var connection in _connections.Keys)
        {
            for (int time = 0; time < times; time++)
            {
                connection.Post(change);
            }
        }
    }

    private static bool TakeOne(ref int count)
    {
        if (Volatile.Read(ref count) <= 0)
        {
            return false;
        }

        if (Interlocked.Decrement(ref count) >= 0)
        {
            return true;
        }

        Interlocked.Increment(ref count);
        return false;
    }
}
