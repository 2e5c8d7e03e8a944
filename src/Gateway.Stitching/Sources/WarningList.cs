using System.Globalization;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Sources;

/// <summary>What a caller should know of the answer although nothing in it failed: each coordinate once, where it was first met.</summary>
internal sealed class WarningList
{
    private readonly OrderedDictionary<string, byte[]> _paths = [];

    /// <summary>Whether there is anything to say.</summary>
    public bool Any => _paths.Count > 0;

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

    /// <summary>Writes the items of a list that has some already, or not.</summary>
    /// <returns>Whether it has some now.</returns>
    public bool WriteItems(ResponseBuffer output, bool hasSome)
    {
        foreach (var (coordinate, path) in _paths)
        {
            output.Append(hasSome ? ",{\"message\":"u8 : "{\"message\":"u8);
            output.AppendJsonString($"The upstream does not offer {coordinate} any more, or not with these arguments: it is null.");
            output.Append(",\"coordinate\":"u8);
            output.AppendJsonString(coordinate);
            output.Append(",\"path\":"u8);
            output.Append(path);
            output.Append((byte)'}');
            hasSome = true;
        }

        return hasSome;
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
