using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;

namespace Gateway.Stitching;

/// <summary>Writes an answer that comes in parts.</summary>
/// <remarks>
/// Two forms: the one that names what is pending and tells of each by its id (https://github.com/graphql/graphql-spec/pull/1110), and the one before it, where each part has its
/// path and label (<c>deferSpec=20220824</c>).
/// </remarks>
internal sealed class PartWriter(Deferral deferral, IPartReceiver receiver, ResponseBuffer first, Action close, CancellationToken cancel)
{
    /// <summary>Whether anything was sent.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether anything that was sent had errors.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Sends what is there now.</summary>
    public async ValueTask SendAsync()
    {
        if (!HasBegun)
        {
            HasBegun = true;
            int data = first.Length;
            close();
            HasErrors |= first.WrittenSpan[data..].StartsWith(",\"errors\":"u8);
            if (receiver.NamesPending)
            {
                WritePending(first);
            }

            first.Append(",\"hasNext\":true}"u8);
            await receiver.SendAsync(first.Written, cancel).ConfigureAwait(false);
            return;
        }

        var arrived = deferral.TakeArrived();
        if (arrived.Count == 0)
        {
            return;
        }

        HasErrors |= arrived.Any(part => !part.Errors.IsEmpty);
        using var output = new ResponseBuffer();
        if (receiver.NamesPending)
        {
            WriteById(output, arrived);
        }
        else
        {
            WriteByPath(output, arrived);
        }

        output.Append(deferral.Pending.Count > 0 ? ",\"hasNext\":true}"u8 : ",\"hasNext\":false}"u8);
        await receiver.SendAsync(output.Written, cancel).ConfigureAwait(false);
    }

    private void WritePending(ResponseBuffer output)
    {
        output.Append(",\"pending\":["u8);
        for (int i = 0; i < deferral.Pending.Count; i++)
        {
            var pending = deferral.Pending[i];
            output.Append(i == 0 ? "{\"id\":"u8 : ",{\"id\":"u8);
            WriteId(output, pending);
            output.Append(",\"path\":"u8);
            WritePath(output, pending);
            WriteLabel(output, pending);
            output.Append((byte)'}');
        }

        output.Append((byte)']');
    }

    private static void WriteById(ResponseBuffer output, IReadOnlyList<PendingFragment> arrived)
    {
        output.Append((byte)'{');
        var whole = arrived.Where(part => !part.Data.IsEmpty).ToList();
        for (int i = 0; i < whole.Count; i++)
        {
            output.Append(i == 0 ? "\"incremental\":[{\"id\":"u8 : ",{\"id\":"u8);
            WriteId(output, whole[i]);
            output.Append(",\"data\":"u8);
            output.Append(whole[i].Data.Span);
            WriteErrors(output, whole[i].Errors);
            output.Append(i == whole.Count - 1 ? "}],"u8 : "}"u8);
        }

        output.Append("\"completed\":["u8);
        for (int i = 0; i < arrived.Count; i++)
        {
            output.Append(i == 0 ? "{\"id\":"u8 : ",{\"id\":"u8);
            WriteId(output, arrived[i]);
            if (arrived[i].Data.IsEmpty)
            {
                WriteErrors(output, arrived[i].Errors);
            }

            output.Append((byte)'}');
        }

        output.Append((byte)']');
    }

    private static void WriteByPath(ResponseBuffer output, IReadOnlyList<PendingFragment> arrived)
    {
        output.Append("{\"incremental\":["u8);
        for (int i = 0; i < arrived.Count; i++)
        {
            output.Append(i == 0 ? "{\"data\":"u8 : ",{\"data\":"u8);
            output.Append(arrived[i].Data.IsEmpty ? "null"u8 : arrived[i].Data.Span);
            output.Append(",\"path\":"u8);
            WritePath(output, arrived[i]);
            WriteLabel(output, arrived[i]);
            WriteErrors(output, arrived[i].Errors);
            output.Append((byte)'}');
        }

        output.Append((byte)']');
    }

    private static void WriteErrors(ResponseBuffer output, IReadOnlyCollection<GraphQLError> errors)
    {
        if (errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, errors);
        }
    }

    private static void WriteId(ResponseBuffer output, PendingFragment part) =>
        output.AppendJsonString(part.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static void WriteLabel(ResponseBuffer output, PendingFragment part)
    {
        if (part.Fragment.Label is { } label)
        {
            output.Append(",\"label\":"u8);
            output.AppendJsonString(label);
        }
    }

    private static void WritePath(ResponseBuffer output, PendingFragment part) => ResponseWriter.WritePath(output, part.Path);
}
