namespace Gateway.Conformance;

/// <summary>Cuts a stream into lines of bytes.</summary>
/// <param name="input">The stream; not disposed.</param>
/// <param name="longest">Most bytes of a line. What is longer is passed over.</param>
internal sealed class LineReader(Stream input, int longest)
{
    private const int FirstSize = 64 * 1024;
    private const int KeptSize = 4 << 20;

    private byte[] _bytes = new byte[FirstSize];
    private int _start;
    private int _end;

    /// <summary>The next line without its end; null for one that is too long. It is valid until the next call.</summary>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(out ReadOnlyMemory<byte>? line)
    {
        line = null;
        bool isTooLong = false;
        int searched = 0;
        while (true)
        {
            int length = _bytes.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = isTooLong ? null : _bytes.AsMemory(_start, searched + length);
                _start += searched + length + 1;
                return true;
            }

            if (_end - _start > longest)
            {
                (isTooLong, _end) = (true, _start);
            }

            searched = _end - _start;
            Reserve();
            int read = input.Read(_bytes, _end, _bytes.Length - _end);
            if (read == 0)
            {
                line = isTooLong ? null : _bytes.AsMemory(_start, _end - _start);
                bool isAny = isTooLong || _end > _start;
                _start = _end;
                return isAny;
            }

            _end += read;
        }
    }

    private void Reserve()
    {
        int length = _end - _start;
        int size = length == _bytes.Length ? length * 2 : _bytes.Length > KeptSize && length < FirstSize ? FirstSize : _bytes.Length;
        if (size == _bytes.Length && _end < size)
        {
            return;
        }

        byte[] bytes = size == _bytes.Length ? _bytes : new byte[size];
        _bytes.AsSpan(_start, length).CopyTo(bytes);
        (_bytes, _start, _end) = (bytes, 0, length);
    }
}
