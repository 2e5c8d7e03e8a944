using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Documents;

/// <summary>Reads files that hold documents with their ids, as the tools of clients write them.</summary>
/// <remarks>
/// Either Apollo's, <c>{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": …, "body": …}]}</c>
/// (https://www.apollographql.com/docs/graphos/platform/security/persisted-queries), or <c>{"ID": "DOCUMENT"}</c>, as Relay and others do.
/// </remarks>
internal static class ManifestReader
{
    private const string ApolloFormat = "apollo-persisted-query-manifest";

    /// <summary>The documents of a file, without those that have faults.</summary>
    /// <param name="file">What the file is called.</param>
    /// <param name="json">What it holds.</param>
    /// <param name="faults">To be added to.</param>
    public static IReadOnlyList<TrustedDocument> Read(string file, byte[] json, List<string> faults)
    {
        try
        {
            using var manifest = JsonDocument.Parse(json.AsMemory(json is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
            return ReadRoot(file, manifest.RootElement, faults);
        }
        catch (JsonException error)
        {
            // The reader's own message quotes the text.
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"{file}({error.LineNumber + 1},{error.BytePositionInLine + 1}): is not valid JSON."));
        }
        catch (InvalidOperationException)
        {
            faults.Add($"{file}: holds text that is not valid Unicode.");
        }

        return [];
    }

    private static IReadOnlyList<TrustedDocument> ReadRoot(string file, JsonElement root, List<string> faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{file}: must be a JSON object, of documents by their ids, or with the format \"{ApolloFormat}\".");
            return [];
        }

        if (!root.TryGetProperty("operations", out var operations) || operations.ValueKind != JsonValueKind.Array)
        {
            return [.. root.EnumerateObject().Select(entry => DocumentOf(file, entry.Name, entry.Value, faults)).OfType<TrustedDocument>()];
        }

        if (!Is(root, "format", ApolloFormat) || !IsVersion1(root))
        {
            faults.Add($"{file}: \"format\" must be \"{ApolloFormat}\", and \"version\" 1.");
            return [];
        }

        return [.. operations.EnumerateArray().Select((operation, i) => OperationOf(file, i, operation, faults)).OfType<TrustedDocument>()];
    }

    private static TrustedDocument? OperationOf(string file, int index, JsonElement operation, List<string> faults)
    {
        if (operation.ValueKind == JsonValueKind.Object
            && operation.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            && operation.TryGetProperty("body", out var body))
        {
            return DocumentOf(file, id.GetString()!, body, faults);
        }

        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: operation {index + 1} must have an \"id\" and a \"body\"."));
        return null;
    }

    private static TrustedDocument? DocumentOf(string file, string id, JsonElement text, List<string> faults)
    {
        string place = $"{file}: \"{JsonEncodedText.Encode(id)}\"";
        if (text.ValueKind == JsonValueKind.String)
        {
            return new TrustedDocument(id, Encoding.UTF8.GetBytes(text.GetString()!), place);
        }

        faults.Add($"{place}: must be a document.");
        return null;
    }

    private static bool Is(JsonElement root, string name, string expected) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(expected);

    private static bool IsVersion1(JsonElement root) =>
        root.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
        && version.TryGetInt32(out int number) && number == 1;
}
