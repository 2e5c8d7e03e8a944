using System.Globalization;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Sources;

/// <summary>What a caller should know of the answer although nothing in it failed: each coordinate once, where it was first met.</summary>
internal sealed class WarningList
{
    private readonly OrderedDictionary<string, byte[]> _paths = [];

    /// <summary>Begins anew.</summary>
    public void Clear() => _paths.Clear();

    /// <summary>Notes that the field which is being resolved is null because the upstream does not have it any more.</summary>
    public void Add(OperationRun run, FieldDefinition field)
    {
        string coordinate = $"{field.DeclaringType?.Name}.{field.Name}";
        if (!_paths.ContainsKey(coordinate))
        {
            _paths.Add(coordinate, Path(run));
        }
    }

    /// <summary>Writes the entry <c>extensions</c> of a response with a comma before it; nothing if there is nothing to say.</summary>
    public void WriteExtensions(ResponseBuffer output)
    {
        if (_paths.Count == 0)
        {
            return;
        }

        output.Append(",\"extensions\":{\"warnings\":["u8);
        bool first = true;
        foreach (var (coordinate, path) in _paths)
        {
            output.Append(first ? "{\"message\":"u8 : ",{\"message\":"u8);
            output.AppendJsonString($"The upstream does not offer {coordinate} any more, or not with these arguments: it is null.");
            output.Append(",\"coordinate\":"u8);
            output.AppendJsonString(coordinate);
            output.Append(",\"path\":"u8);
            output.Append(path);
            output.Append((byte)'}');
            first = false;
        }

        output.Append("]}"u8);
    }

    private static byte[] Path(OperationRun run)
    {
        using var path = new ResponseBuffer();
        path.Append((byte)'[');
        for (int i = 0; i < run.Frames.Length; i++)
        {
            path.Append(i == 0 ? ""u8 : ","u8);
            if (run.Frames[i].Field is { } field)
            {
                path.AppendJsonString(field.ResponseName);
            }
            else
            {
                path.Append(System.Text.Encoding.UTF8.GetBytes(run.Frames[i].Index.ToString(CultureInfo.InvariantCulture)));
            }
        }

        path.Append((byte)']');
        return path.WrittenSpan.ToArray();
    }
}
