using System.Text;

namespace Gateway.GraphQL.Language;

/// <summary>A text under construction in which every new line begins with the indentation of its level.</summary>
internal sealed class IndentedText
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

    public void NewLine() => _text.Append('\n').Append(' ', _level * SpacesPerLevel);

    /// <summary>Writes a bracket and begins a line one level deeper.</summary>
    public void Open(string bracket)
    {
        _text.Append(bracket);
        _level++;
        NewLine();
    }

    /// <summary>Ends the level and writes its bracket on a line of its own.</summary>
    public void Close(string bracket)
    {
        _level--;
        NewLine();
        _text.Append(bracket);
    }

    public override string ToString() => _text.ToString();
}
