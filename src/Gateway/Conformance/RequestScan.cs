using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Conformance;

/// <summary>What can be told of a request before it is taken apart.</summary>
/// <param name="Id">The id as JSON; null if there is none that is a number or a valid string.</param>
/// <param name="Levels">How deep it is nested.</param>
internal readonly record struct RequestScan(string? Id, int Levels)
{
    /// <summary>Reads through a request, without recursion and in one pass.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static RequestScan Of(ReadOnlySpan<byte> request)
    {
        var reader = new Utf8JsonReader(request, new JsonReaderOptions { MaxDepth = int.MaxValue });
        string? id = null;
        int levels = 0;
        bool isId = false;
        while (reader.Read())
        {
            levels = Math.Max(levels, reader.CurrentDepth);
            if (isId)
            {
                bool isUsable = reader.TokenType is JsonTokenType.Number or JsonTokenType.String;
                id = isUsable ? Raw(request[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]) : null;
            }

            isId = reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueSpan.SequenceEqual("id"u8);
        }

        return new RequestScan(id, levels);
    }

    private static string? Raw(ReadOnlySpan<byte> json) => Utf8.IsValid(json) ? Encoding.UTF8.GetString(json) : null;
}
