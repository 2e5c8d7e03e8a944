using System.Text;
using System.Text.Encodings.Web;

namespace Gateway.GraphQL.Execution;

/// <summary>Writes JSON strings into a response.</summary>
public static class ResponseBufferExtensions
{
    /// <summary>Writes a string with its quotes, escaping what JSON requires and nothing that is plain text.</summary>
    public static void AppendJsonString(this ResponseBuffer output, string text)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(text);
        output.Append((byte)'"');
        Encoding.UTF8.GetBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text), output);
        output.Append((byte)'"');
    }
}
