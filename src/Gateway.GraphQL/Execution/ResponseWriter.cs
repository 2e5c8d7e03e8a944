using System.Collections.Immutable;
using System.Globalization;
using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Execution;

/// <summary>Writes the parts of a response other than data.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Response-Format</remarks>
public static class ResponseWriter
{
    /// <summary>Writes a whole response of a request that was refused before it ran: errors and no data.</summary>
    public static void WriteRefusal(ResponseBuffer output, params IReadOnlyCollection<GraphQLError> errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Append((byte)'{');
        WriteErrors(output, errors);
        output.Append((byte)'}');
    }

    /// <summary>Writes the entry <c>"errors":[…]</c>.</summary>
    public static void WriteErrors(ResponseBuffer output, IReadOnlyCollection<GraphQLError> errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        output.Append("\"errors\":["u8);
        bool first = true;
        foreach (var error in errors)
        {
            output.Append(first ? ""u8 : ","u8);
            first = false;
            WriteError(output, error);
        }

        output.Append((byte)']');
    }

    /// <summary>Writes one error as a JSON object.</summary>
    public static void WriteError(ResponseBuffer output, GraphQLError error)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        output.Append("{\"message\":"u8);
        output.AppendJsonString(error.Message);
        WriteLocations(output, error);
        if (!error.Path.IsEmpty)
        {
            output.Append(",\"path\":"u8);
            WritePath(output, error.Path);
        }

        if (!error.Extensions.IsEmpty)
        {
            output.Append(",\"extensions\":"u8);
            output.Append(error.Extensions.Span);
        }

        output.Append((byte)'}');
    }

    private static void WriteLocations(ResponseBuffer output, GraphQLError error)
    {
        if (error.Locations.IsEmpty)
        {
            return;
        }

        output.Append(",\"locations\":["u8);
        for (int i = 0; i < error.Locations.Length; i++)
        {
            output.Append(i == 0 ? "{\"line\":"u8 : ",{\"line\":"u8);
            WriteNumber(output, error.Locations[i].Line);
            output.Append(",\"column\":"u8);
            WriteNumber(output, error.Locations[i].Column);
            output.Append((byte)'}');
        }

        output.Append((byte)']');
    }

    /// <summary>Writes a path as a JSON array.</summary>
    public static void WritePath(ResponseBuffer output, ImmutableArray<PathSegment> path)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Append((byte)'[');
        for (int i = 0; i < path.Length; i++)
        {
            output.Append(i == 0 ? ""u8 : ","u8);
            if (path[i].Name is { } name)
            {
                output.AppendJsonString(name);
            }
            else
            {
                WriteNumber(output, path[i].Index);
            }
        }

        output.Append((byte)']');
    }

    private static void WriteNumber(ResponseBuffer output, int number)
    {
        var span = output.GetSpan(11);
        number.TryFormat(span, out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }
}
