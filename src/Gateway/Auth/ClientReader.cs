using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Access;

namespace Gateway.Auth;

/// <summary>Reads clients files.</summary>
/// <param name="schema">Where what is denied is looked up.</param>
/// <param name="introspects">Whether clients may ask for the schema if they have the permission.</param>
internal sealed partial class ClientReader(Schema schema, bool introspects)
{
    private const int MaxKeys = 10_000;

    /// <summary>Whether a client may be called that.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    /// <summary>The clients of a file.</summary>
    /// <param name="utf8">The file.</param>
    /// <param name="former">Those of before: who is in both with the same limits keeps what is counted of it.</param>
    /// <param name="faults">All that is wrong with it, a sentence each; then there is no book. Quotes names of clients, coordinates and nothing else.</param>
    public ClientBook Read(ReadOnlySpan<byte> utf8, ClientBook former, List<string> faults)
    {
        ClientEntries? file;
        try
        {
            file = JsonSerializer.Deserialize(utf8, ClientFileFormat.Default.ClientEntries);
        }
        catch (JsonException error)
        {
            // Its message quotes the text.
            faults.Add($"it is not valid JSON, has an entry that is unknown or there twice, or a value of the wrong kind (line {error.LineNumber + 1}).");
            return former;
        }

        if (file?.Clients is not { } entries)
        {
            faults.Add("it has no list \"clients\".");
            return former;
        }

        int before = faults.Count;
        var keys = new Dictionary<string, (byte[] Hash, Caller Owner)>(StringComparer.Ordinal);
        var subjects = new Dictionary<string, Caller>(StringComparer.Ordinal);
        var clients = new Dictionary<string, Caller>(StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i] is not { Name: { } name, Keys: not null, Subjects: not null, Permissions: not null, Deny: not null } entry
                || !IsName(name))
            {
                faults.Add($"client {i + 1} needs a name of at most 64 letters, digits and - _ . and lists that are not null.");
                continue;
            }

            var client = CallerOf(entry, former, faults);
            if (!clients.TryAdd(name, client))
            {
                faults.Add($"there are two clients \"{name}\".");
            }

            AddKeys(entry, client, keys, faults);
            foreach (string subject in entry.Subjects)
            {
                if (string.IsNullOrWhiteSpace(subject) || !subjects.TryAdd(subject, client))
                {
                    faults.Add($"a subject of client \"{name}\" is empty, or is there twice.");
                }
            }
        }

        if (keys.Count > MaxKeys)
        {
            faults.Add($"there are more than {MaxKeys} keys.");
        }

        return faults.Count > before ? former : new ClientBook([.. keys.Values], subjects, [.. clients.Values]) { Gaps = [.. clients.Values.SelectMany(GapsOf)] };
    }

    private Caller CallerOf(ClientEntry entry, ClientBook former, List<string> faults)
    {
        var permissions = Permissions.None;
        foreach (string word in entry.Permissions)
        {
            if (!PermissionWords.TryRead(word, out var permission))
            {
                faults.Add($"client \"{entry.Name}\" has a permission that is none; there are {PermissionWords.All}.");
            }

            permissions |= permission;
        }

        var denied = DenyListReader.Read([.. entry.Deny.Select(coordinate => coordinate ?? "")], schema, out var unknown);
        faults.AddRange(unknown.Select(coordinate =>
            $"client \"{entry.Name}\" is denied \"{coordinate}\", which is no field, argument or input field of the schema."));
        if (entry.RequestsPerMinute is < 0 or > 10_000_000 || entry.Concurrency is < 0 or > 1_000_000)
        {
            faults.Add($"a limit of client \"{entry.Name}\" is out of range; 0 is none.");
            return new Caller(CallerClass.Client, entry.Name, CallerAccess.Unrestricted, null);
        }

        var access = new CallerAccess(introspects ? permissions : permissions & ~Permissions.Introspect, Same(denied, former));
        return new Caller(CallerClass.Client, entry.Name, access, LimitsOf(entry, former));
    }

    private IEnumerable<string> GapsOf(Caller client) => DenyGaps.Find(client.Access.Denied, schema).Select(gap => $"{client.Name}: {gap}");

    // What was found out of plans is kept with the list.
    private static DenyList Same(DenyList denied, ClientBook former) => denied.IsEmpty ? DenyList.Empty
        : former.Clients.Select(client => client.Access.Denied).FirstOrDefault(known => known.Coordinates.SequenceEqual(denied.Coordinates)) ?? denied;

    private static ClientLimits? LimitsOf(ClientEntry entry, ClientBook former) =>
        entry is { RequestsPerMinute: 0, Concurrency: 0 } ? null
        : former.Clients.FirstOrDefault(client => client.Name == entry.Name)?.Limits is { } known
            && known.RequestsPerMinute == entry.RequestsPerMinute && known.Concurrency == entry.Concurrency ? known
        : new ClientLimits(entry.RequestsPerMinute, entry.Concurrency);

    private static void AddKeys(ClientEntry entry, Caller client, Dictionary<string, (byte[] Hash, Caller Owner)> keys, List<string> faults)
    {
        foreach (string text in entry.Keys)
        {
            // Not quoted: somebody may have written the key itself.
            if (text is null || !ApiKey.TryParse(text, out byte[]? hash))
            {
                faults.Add($"a key of client \"{entry.Name}\" is not written as sha256: and 64 hexadecimal digits; see gateway key create.");
            }
            else if (!keys.TryAdd(Convert.ToHexString(hash), (hash, client)))
            {
                faults.Add($"a key of client \"{entry.Name}\" is there twice.");
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex NameForm();
}
