using System.Collections.Immutable;
using System.Text;

namespace Gateway.GraphQL.Language;

/// <summary>A text under construction in which every new line begins with the indentation of its level.</summary>
/// <param name="most">Most characters: a line of a few may be indented by hundreds.</param>
internal sealed class IndentedText(int most)
{
    private const int SpacesPerLevel = 2;

    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Appends text without line ends.</summary>
    public IndentedText Write(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Appends text whose lines, from the second on, are indented like all others.</summary>
    public void WriteLines(string text)
    {
        int start = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            _text.Append(text, start, end - start);
            NewLine();
            start = end + 1;
        }

        _text.Append(text, start, text.Length - start);
    }

    /// <exception cref="PrintLimitException">The text is longer than allowed.</exception>
    public void NewLine()
    {
        if (_text.Length > most)
        {
            throw new PrintLimitException();
        }

        _text.Append('\n').Append(' ', _level * SpacesPerLevel);
    }

    /// <summary>Writes brackets and between them, one level deeper, each item on a line of its own.</summary>
    public void WriteBlock<T>(string open, ImmutableArray<T> items, string close, Action<T> write)
    {
        _text.Append(open);
        _level++;
        foreach (var item in items)
        {
            NewLine();
            write(item);
        }

        _level--;
        NewLine();
        _text.Append(close);
    }

    /// <summary>Writes brackets and between them the items, separated by commas.</summary>
    public void WriteInline<T>(string open, ImmutableArray<T> items, string close, Action<T> write)
    {
        _text.Append(open);
        for (int i = 0; i < items.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            write(items[i]);
        }

        _text.Append(close);
    }

    public override string ToString() => _text.ToString();
}
