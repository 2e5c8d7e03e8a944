namespace Gateway.GraphQL.Types;

/// <summary>Finds the nodes of a graph that can be reached from themselves.</summary>
internal sealed class Reachability<T>(Func<T, IEnumerable<T>> next)
    where T : class
{
    private readonly Dictionary<T, int> _order = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<T, int> _low = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<T> _pending = [];
    private readonly HashSet<T> _isPending = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(T Node, IEnumerator<T> Next)> _open = [];
    private readonly HashSet<T> _cyclic = new(ReferenceEqualityComparer.Instance);

    /// <summary>Every node on a cycle, of those that <paramref name="roots"/> lead to. Linear in the graph, and not recursive.</summary>
    public IReadOnlySet<T> Cyclic(IEnumerable<T> roots)
    {
        foreach (var root in roots)
        {
            if (!_order.ContainsKey(root))
            {
                Open(root);
                while (_open.TryPeek(out var at))
                {
                    Advance(at.Node, at.Next);
                }
            }
        }

        return _cyclic;
    }

    private void Open(T node)
    {
        _order[node] = _low[node] = _order.Count;
        _pending.Push(node);
        _isPending.Add(node);
        _open.Push((node, next(node).GetEnumerator()));
    }

    private void Advance(T node, IEnumerator<T> rest)
    {
        if (!rest.MoveNext())
        {
            rest.Dispose();
            Close(node);
        }
        else if (!_order.TryGetValue(rest.Current, out int order))
        {
            Open(rest.Current);
        }
        else if (_isPending.Contains(rest.Current))
        {
            _low[node] = Math.Min(_low[node], order);
            if (ReferenceEquals(node, rest.Current))
            {
                _cyclic.Add(node);
            }
        }
    }

    private void Close(T node)
    {
        _open.Pop();
        if (_open.TryPeek(out var parent))
        {
            _low[parent.Node] = Math.Min(_low[parent.Node], _low[node]);
        }

        if (_low[node] == _order[node])
        {
            bool isAlone = ReferenceEquals(_pending.Peek(), node);
            T member;
            do
            {
                member = _pending.Pop();
                _isPending.Remove(member);
                if (!isAlone)
                {
                    _cyclic.Add(member);
                }
            }
            while (!ReferenceEquals(member, node));
        }
    }
}
