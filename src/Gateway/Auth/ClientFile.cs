using Gateway.GraphQL.Types;

namespace Gateway.Auth;

/// <summary>The clients file of the start, and those that follow it.</summary>
internal static class ClientFile
{
    /// <summary>Most bytes that it may have.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>Reads the clients that the options name, before anything is served.</summary>
    /// <param name="options">The options.</param>
    /// <param name="schema">Where what is denied is looked up; null if it is unusable, which is told elsewhere.</param>
    /// <param name="faults">Where to tell what is wrong with the file.</param>
    public static ClientRegistry Load(AuthOptions options, Schema? schema, List<string> faults)
    {
        if (options.ClientsFile is not { Length: > 0 } path)
        {
            return new ClientRegistry(ClientBook.Empty, isUsed: false);
        }

        if (FollowedFile.TryRead(path, MaxBytes) is not { } content)
        {
            faults.Add($"Auth:ClientsFile names a file that cannot be read, or that has more than {MaxBytes >> 20} MiB.");
            return new ClientRegistry(ClientBook.Empty, isUsed: true);
        }

        if (schema is null)
        {
            return new ClientRegistry(ClientBook.Empty, isUsed: true);
        }

        var found = new List<string>();
        var book = Reader(options, schema).Read(content, ClientBook.Empty, found);
        faults.AddRange(found.Select(fault => $"Auth:ClientsFile: {fault}"));
        return new ClientRegistry(book, isUsed: true);
    }

    /// <summary>What reads such files.</summary>
    public static ClientReader Reader(AuthOptions options, Schema schema) =>
        new(schema, CallerClassList.TryRead(options.Introspection, out var classes) && classes.Contains(CallerClass.Client));
}
