using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Records;

/// <summary>
/// Reads what a <see cref="PayloadWriter"/> wrote. Trusts nothing, throws nothing, and takes no more memory than a small multiple of the input.
/// </summary>
/// <remarks>Leaves refer into <paramref name="bytes"/>. Equal keys within a payload are one object.</remarks>
internal sealed class PayloadReader(byte[] bytes, int start)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<FieldKey> _names = [];
    private int _position = start;

    // Values announced and not yet read: each takes a byte at least, so no count is believed that the bytes left cannot hold beside them.
    private int _owed;

    private int Left => bytes.Length - _position;

    /// <summary>Reads one value that takes all bytes.</summary>
    public bool TryReadAll(out FieldValue value)
    {
        try
        {
            return TryRead(0, out value) && Left == 0;
        }
        catch (DecoderFallbackException)
        {
            value = default;
            return false;
        }
    }

    private bool TryRead(int depth, out FieldValue value)
    {
        value = default;
        if (Left == 0)
        {
            return false;
        }

        switch ((PayloadTag)bytes[_position++])
        {
            case PayloadTag.Null:
                value = FieldValue.Null;
                return true;
            case PayloadTag.Leaf:
                return TryReadLeaf(out value);
            case PayloadTag.Link:
                return TryReadLink(out value);
            case PayloadTag.UuidLink:
                return TryReadUuidLink(out value);
            case PayloadTag.List when depth < PayloadWriter.MaxDepth:
                return TryReadList(depth + 1, out value);
            case PayloadTag.Object when depth < PayloadWriter.MaxDepth:
                return TryReadObject(depth + 1, out value);
            default:
                return false;
        }
    }

    private bool TryReadLeaf(out FieldValue value)
    {
        value = default;
        if (!TryReadLength(out int length) || length == 0)
        {
            return false;
        }

        value = FieldValue.OfLeaf(bytes, _position, length);
        _position += length;
        return true;
    }

    private bool TryReadLink(out FieldValue value)
    {
        value = default;
        if (!TryReadName(out var type) || !TryReadLength(out int length))
        {
            return false;
        }

        value = Link(type, Utf8.GetString(bytes, _position, length));
        _position += length;
        return true;
    }

    private bool TryReadUuidLink(out FieldValue value)
    {
        value = default;
        if (!TryReadName(out var type) || Left < PayloadWriter.UuidLength)
        {
            return false;
        }

        value = Link(type, new Guid(bytes.AsSpan(_position, PayloadWriter.UuidLength), bigEndian: true).ToString("D"));
        _position += PayloadWriter.UuidLength;
        return true;
    }

    private bool TryReadList(int depth, out FieldValue value)
    {
        value = default;
        if (!TryReadCount(1, out int count) || !TryReadItems(count, depth, out var items))
        {
            return false;
        }

        value = FieldValue.OfList(items);
        return true;
    }

    private bool TryReadObject(int depth, out FieldValue value)
    {
        value = default;
        if (!TryReadName(out var type) || !TryReadCount(2, out int count))
        {
            return false;
        }

        // The values that follow the keys are owed while the keys are read.
        _owed += count;
        var keys = new FieldKey[count];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadName(out var key))
            {
                return false;
            }

            keys[i] = key;
        }

        _owed -= count;
        if (!TryReadItems(count, depth, out var values))
        {
            return false;
        }

        value = FieldValue.OfObject(new EmbeddedObject(type.Text, keys, values));
        return true;
    }

    private bool TryReadItems(int count, int depth, [NotNullWhen(true)] out FieldValue[]? items)
    {
        items = null;
        if (count > Left - _owed)
        {
            return false;
        }

        items = new FieldValue[count];
        _owed += count;
        for (int i = 0; i < count; i++)
        {
            _owed--;
            if (!TryRead(depth, out items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadName([NotNullWhen(true)] out FieldKey? name)
    {
        name = null;
        if (!TryReadVarint(out uint head))
        {
            return false;
        }

        uint number = head >> 1;
        if ((head & 1) == 1)
        {
            name = number < _names.Count ? _names[(int)number] : null;
            return name is not null;
        }

        if (number > Left)
        {
            return false;
        }

        name = new FieldKey(Utf8.GetString(bytes, _position, (int)number));
        _position += (int)number;
        _names.Add(name);
        return true;
    }

    private bool TryReadLength(out int length)
    {
        bool isRead = TryReadVarint(out uint number) && number <= Left;
        length = isRead ? (int)number : 0;
        return isRead;
    }

    /// <param name="size">The fewest bytes of one.</param>
    /// <param name="count">How many are announced.</param>
    private bool TryReadCount(int size, out int count)
    {
        bool isRead = TryReadVarint(out uint number) && (long)number * size <= Left - _owed;
        count = isRead ? (int)number : 0;
        return isRead;
    }

    private bool TryReadVarint(out uint number)
    {
        bool isRead = Varint.TryRead(bytes.AsSpan(_position), out number, out int length);
        _position += length;
        return isRead;
    }

    private static FieldValue Link(FieldKey type, string id) => FieldValue.OfLink(new EntityLink(new EntityKey(type.Text, id)));
}
