using System.Buffers;
using System.Text;

namespace Gateway.Caching.Records;

/// <summary>Writes one value as a payload.</summary>
/// <remarks>
/// Names of types and keys repeat, so each is written once: a name is a varint <c>length × 2</c> and its UTF-8, and again <c>index × 2 + 1</c>
/// of the name in the order of first mention.
/// </remarks>
internal sealed class PayloadWriter(IBufferWriter<byte> output)
{
    /// <summary>How deep values may be in values.</summary>
    public const int MaxDepth = 32;

    public const int UuidLength = 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, uint> _names = new(StringComparer.Ordinal);

    /// <summary>False if the value must not be stored; what is written by then is of no use.</summary>
    public bool TryWrite(in FieldValue value)
    {
        try
        {
            return TryWrite(value, 0);
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private bool TryWrite(in FieldValue value, int depth)
    {
        switch (value.Kind)
        {
            case FieldValueKind.Null:
                Write(PayloadTag.Null);
                return true;
            case FieldValueKind.Leaf:
                Write(PayloadTag.Leaf);
                Write((uint)value.Length);
                output.Write(value.Json.Span);
                return true;
            case FieldValueKind.Link:
                WriteLink(value.Link);
                return true;
            case FieldValueKind.List when depth < MaxDepth:
                Write(PayloadTag.List);
                Write((uint)value.Items.Length);
                return TryWriteAll(value.Items, depth + 1);
            case FieldValueKind.Object when depth < MaxDepth:
                WriteHead(value.Object);
                return TryWriteAll(value.Object.Values, depth + 1);
            default:
                return false;
        }
    }

    private bool TryWriteAll(FieldValue[] values, int depth)
    {
        foreach (var value in values)
        {
            if (!TryWrite(value, depth))
            {
                return false;
            }
        }

        return true;
    }

    private void WriteLink(EntityLink link)
    {
        if (IsUuid(link.Key.Id, out var uuid))
        {
            Write(PayloadTag.UuidLink);
            WriteName(link.Key.Type);
            uuid.TryWriteBytes(output.GetSpan(UuidLength), bigEndian: true, out int length);
            output.Advance(length);
            return;
        }

        Write(PayloadTag.Link);
        WriteName(link.Key.Type);
        Write((uint)Utf8.GetByteCount(link.Key.Id));
        Utf8.GetBytes(link.Key.Id, output);
    }

    private void WriteHead(EmbeddedObject value)
    {
        Write(PayloadTag.Object);
        WriteName(value.TypeName);
        Write((uint)value.Keys.Length);
        foreach (var key in value.Keys)
        {
            WriteName(key.Text);
        }
    }

    private void WriteName(string name)
    {
        if (_names.TryGetValue(name, out uint index))
        {
            Write((index << 1) | 1);
            return;
        }

        _names.Add(name, (uint)_names.Count);
        Write((uint)Utf8.GetByteCount(name) << 1);
        Utf8.GetBytes(name, output);
    }

    private void Write(PayloadTag tag)
    {
        output.GetSpan(1)[0] = (byte)tag;
        output.Advance(1);
    }

    private void Write(uint value) => output.Advance(Varint.Write(output.GetSpan(Varint.MaxLength), value));

    // Only the form that reading gives back: hexadecimal digits in lower case.
    private static bool IsUuid(string id, out Guid uuid)
    {
        Span<char> text = stackalloc char[36];
        return Guid.TryParseExact(id, "D", out uuid) && uuid.TryFormat(text, out _, "D") && text.SequenceEqual(id);
    }
}
