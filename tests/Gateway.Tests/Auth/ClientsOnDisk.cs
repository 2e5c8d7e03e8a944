using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Auth;

namespace Gateway.Tests.Auth;

/// <summary>A clients file in a folder of its own, and the keys of those it names.</summary>
public sealed class ClientsOnDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clients-").FullName;
    private readonly Dictionary<string, string> _keys = [];
    private readonly JsonArray _clients = [];

    public string Path => System.IO.Path.Combine(_folder, "clients.json");

    /// <summary>The key of a client.</summary>
    public string this[string client] => _keys[client];

    /// <summary>Names a client with one key, and writes the file.</summary>
    public ClientsOnDisk With(
        string name, string permissions = "read", string deny = "", int requestsPerMinute = 0, int concurrency = 0, string? subject = null)
    {
        string key = _keys[name] = ApiKey.Create();
        _clients.Add(new JsonObject
        {
            ["name"] = name,
            ["keys"] = ArrayOf([ApiKey.Describe(key)]),
            ["permissions"] = ArrayOf(Split(permissions)),
            ["deny"] = ArrayOf(Split(deny)),
            ["requestsPerMinute"] = requestsPerMinute,
            ["concurrency"] = concurrency,
            ["subjects"] = ArrayOf(subject is null ? [] : [subject]),
        });
        Write();
        return this;
    }

    /// <summary>Gives a client a further key.</summary>
    public string AddKey(string name)
    {
        string key = ApiKey.Create();
        ((JsonArray)Client(name)["keys"]!).Add(ApiKey.Describe(key));
        Write();
        return key;
    }

    /// <summary>Takes a client's first key away.</summary>
    public void DropKey(string name)
    {
        ((JsonArray)Client(name)["keys"]!).RemoveAt(0);
        Write();
    }

    /// <summary>Writes anything in its place.</summary>
    public void Break(string content) => Replace(content);

    public void Write() => Replace(new JsonObject { ["clients"] = _clients.DeepClone() }.ToJsonString(JsonSerializerOptions.Default));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Replace(string content)
    {
        // As a mount of secrets does it: at once.
        string next = Path + ".next";
        File.WriteAllText(next, content);
        File.Move(next, Path, overwrite: true);
    }

    private JsonNode Client(string name) => _clients.Single(client => (string?)client!["name"] == name)!;

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonArray ArrayOf(string[] words) => [.. words.Select(word => JsonValue.Create(word))];
}
