using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Normalizing;

/// <summary>Reads the path of an upstream error in terms of what is kept: field keys in place of the document's aliases.</summary>
internal static class ErrorPath
{
    /// <summary>The path from a depth on. Names are field keys; parts of a page are <c>nodes</c>, <c>edges</c>, <c>node</c>.</summary>
    public static ImmutableArray<PathSegment> From(FetchDocument document, UpstreamError error, int depth)
    {
        var path = error.Path;
        if (depth >= path.Length)
        {
            return [];
        }

        var call = path is [{ Name: { } alias }, ..] ? document.Find(alias) : null;
        var field = call?.Field;
        var selection = call?.Selection ?? field?.Below;
        bool isPage = call?.IsMany == true || field?.Model.Shape == FieldShape.Connection;
        var keys = ImmutableArray.CreateBuilder<PathSegment>(path.Length);
        for (int i = 1; i < path.Length; i++)
        {
            if (path[i].Name is not { } name)
            {
                keys.Add(new PathSegment(path[i].Index));
            }
            else if (isPage)
            {
                keys.Add(new PathSegment(name));
                isPage = name == "edges";
            }
            else
            {
                field = selection?.FindByResponseName(name);
                keys.Add(new PathSegment(field?.Key.Text ?? name));
                selection = field?.Below;
                isPage = field?.Model.Shape == FieldShape.Connection;
            }
        }

        return [.. keys.Skip(Math.Max(depth - 1, 0))];
    }
}
