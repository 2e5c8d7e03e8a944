using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Collects the items of lists of unknown length; lists within lists share its one array.</summary>
/// <remarks>Serves one parse after the other.</remarks>
internal sealed class SyntaxStack
{
    private const int MostKept = 4096;

    private SyntaxNode[] _items = new SyntaxNode[32];

    /// <summary>How many items are there: where a list begins that is pushed from now on.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets what a parse left, which refers to its whole document.</summary>
    public void Clear()
    {
        _items = _items.Length > MostKept ? new SyntaxNode[32] : _items;
        Array.Clear(_items);
        Count = 0;
    }

    public void Push(SyntaxNode item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    /// <summary>Takes the list that began at <paramref name="start"/>; all its items must be of this type.</summary>
    public ImmutableArray<T> Take<T>(int start)
        where T : SyntaxNode
    {
        if (start == Count)
        {
            return [];
        }

        var list = new T[Count - start];
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = (T)_items[start + i];
        }

        Count = start;
        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }
}
