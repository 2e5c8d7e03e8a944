using System.Collections.Immutable;
using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Execution;

/// <summary>The way to where a walk is, as a response tells it.</summary>
internal static class FramePath
{
    /// <param name="frames">From the root.</param>
    /// <param name="below">What follows.</param>
    public static ImmutableArray<PathSegment> Of(ReadOnlySpan<WalkFrame> frames, ImmutableArray<PathSegment> below)
    {
        var path = ImmutableArray.CreateBuilder<PathSegment>(frames.Length + below.Length);
        foreach (ref readonly var frame in frames)
        {
            path.Add(frame.Field is { } step ? new PathSegment(step.ResponseName) : new PathSegment(frame.Index));
        }

        path.AddRange(below);
        return path.MoveToImmutable();
    }
}
