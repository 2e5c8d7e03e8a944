using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.Documents;

/// <summary>Reads the folder of trusted documents.</summary>
internal static class TrustedFolder
{
    /// <summary>All documents of the folder, without those that have faults, each of which is told with file, line and column.</summary>
    /// <param name="folder">Empty for none. Its subfolders are not read.</param>
    /// <param name="schema">What the documents are validated against; null if there is none, and then they are only parsed.</param>
    /// <param name="limits">What a document may be.</param>
    /// <param name="faults">To be added to.</param>
    public static TrustedDocuments Load(string folder, Schema? schema, DocumentLimits limits, List<string> faults)
    {
        if (folder.Length == 0)
        {
            return TrustedDocuments.None;
        }

        var intake = new TrustedIntake(schema, limits, faults);
        string[] files = FilesOf(folder, faults);
        foreach (string file in files)
        {
            if (Read(file, faults) is not { } bytes)
            {
                continue;
            }

            foreach (var document in IsManifest(file) ? ManifestReader.Read(file, bytes, faults) : [DocumentOf(file, bytes)])
            {
                intake.Take(document);
            }
        }

        return new TrustedDocuments(intake.Documents);
    }

    private static string[] FilesOf(string folder, List<string> faults)
    {
        try
        {
            // In an order, so that the same faults are told in the same way everywhere.
            string[] files = [.. Directory.EnumerateFiles(folder).Where(file => IsManifest(file) || IsDocument(file)).Order(StringComparer.Ordinal)];
            if (files.Length == 0)
            {
                faults.Add($"{folder}: holds no documents, neither *.graphql nor *.json.");
            }

            return files;
        }
        catch (Exception error) when (IsOfFile(error))
        {
            faults.Add($"{folder}: cannot be read ({error.GetType().Name}).");
            return [];
        }
    }

    private static byte[]? Read(string file, List<string> faults)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (IsOfFile(error))
        {
            faults.Add($"{file}: cannot be read ({error.GetType().Name}).");
            return null;
        }
    }

    // A byte order mark is an editor's, and no client sends it.
    private static TrustedDocument DocumentOf(string file, byte[] bytes) =>
        new(Path.GetFileNameWithoutExtension(file), bytes is [0xEF, 0xBB, 0xBF, .. var text] ? text : bytes, file);

    private static bool IsDocument(string file) => Path.GetExtension(file) == ".graphql";

    private static bool IsManifest(string file) => Path.GetExtension(file) == ".json";

    private static bool IsOfFile(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
