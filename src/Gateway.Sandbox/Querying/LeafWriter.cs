using System.Globalization;
using Gateway.GraphQL.Execution;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>Writes stored leaves as JSON.</summary>
internal static class LeafWriter
{
    /// <returns>Null when written; else what is wrong.</returns>
    public static string? Write(object value, ResponseBuffer output)
    {
        switch (value)
        {
            case string text:
                output.AppendJsonString(text);
                return null;
            case bool truth:
                output.Append(truth ? "true"u8 : "false"u8);
                return null;
            case double number:
                // Whole numbers come out without a fraction.
                number.TryFormat(output.GetSpan(32), out int written, default, CultureInfo.InvariantCulture);
                output.Advance(written);
                return null;
            case RawJson json:
                output.Append(json.Utf8);
                return null;
            default:
                return $"No leaf: {value.GetType().Name}.";
        }
    }
}
