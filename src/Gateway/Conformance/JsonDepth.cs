using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gateway.Conformance;

/// <summary>Measures how deep JSON is nested, without recursion.</summary>
internal static class JsonDepth
{
    public static bool IsBeyond(JsonElement value, int levels)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return false;
        }

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.CurrentDepth > levels)
            {
                return true;
            }
        }

        return false;
    }
}
