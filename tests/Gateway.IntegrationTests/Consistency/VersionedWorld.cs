using System.Text.Json;
using Gateway.Sandbox;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>Entities of a sandbox whose texts tell how often they were changed, and queries that show them.</summary>
/// <remarks>Changes are made by one task at a time.</remarks>
internal sealed class VersionedWorld
{
    private const int Issues = 40;
    private const int Comments = 30;
    private const int Users = 20;
    private const int Lists = 5;

    private readonly SandboxWorld _world;
    private readonly Random _random;
    private readonly string[] _issues;
    private readonly string[] _comments;
    private readonly string[] _users;
    private readonly string[] _sessions;
    private readonly Dictionary<int, long> _versions = [];

    /// <summary>Gives all entities their first version. To be made before anything is read.</summary>
    public VersionedWorld(SandboxWorld world, int seed)
    {
        (_world, _random) = (world, new Random(seed));
        _issues = Take("Issue", Issues);
        _comments = Take("Comment", Comments);
        _users = Take("User", Users);
        _sessions = Take("AgentSession", Lists);
        foreach (int entity in Entities)
        {
            Change(entity);
        }

        All = [.. Single().Where((_, i) => i % 2 == 0), .. ListPages()];

        // Lists are old after each event of their type, so a reader waits for them nearly always: with more of them, there would be few reads.
        Requests = [.. Single(), .. Linked(), .. Several(120), .. ById(5), .. Listings(), .. ListPages()];
    }

    /// <summary>The numbers of all entities, lists included.</summary>
    public static IReadOnlyCollection<int> Entities { get; } =
        [.. Enumerable.Range(0, Issues + Comments + Users), .. Enumerable.Range(0, 2 * Lists).Select(VersionMarks.ListNumber)];

    /// <summary>Queries that together show every entity.</summary>
    public IReadOnlyList<ReadRequest> All { get; }

    /// <summary>Queries of many forms; overlapping, so that they share what they read.</summary>
    public IReadOnlyList<ReadRequest> Requests { get; }

    /// <summary>Changes any entity.</summary>
    public VersionedChange Next() =>
        Change(_random.Next(8) == 0 ? VersionMarks.ListNumber(_random.Next(2 * Lists)) : _random.Next(Issues + Comments + Users));

    private VersionedChange Change(int entity)
    {
        long version = _versions.GetValueOrDefault(entity) + 1;
        var change = _world.Apply(Command(entity, VersionMarks.Of(entity, version)));
        _versions[entity] = version;
        return change.Ok ? new VersionedChange(entity, version, change.Webhooks) : throw new InvalidOperationException(change.Error);
    }

    private SandboxCommand Command(int entity, string text)
    {
        if (entity < Issues)
        {
            return SandboxCommand.Of("Issue", "update", _issues[entity], new { title = $"Issue {text}", description = $"About {text}." });
        }

        if (entity < Issues + Comments)
        {
            return SandboxCommand.Of("Comment", "update", _comments[entity - Issues], new { body = text });
        }

        if (!VersionMarks.IsOfList(entity))
        {
            return SandboxCommand.Of("User", "update", _users[entity - Issues - Comments], new { name = $"U {text}", displayName = text });
        }

        int list = entity - VersionMarks.ListNumber(0);
        return list < Lists
            ? SandboxCommand.Of("Comment", "create", null, new { body = text, issueId = _issues[list], userId = _users[0] })
            : new SandboxCommand("AgentSession", "prompt") { Id = _sessions[list - Lists], Body = text };
    }

    // In pairs, of which the first shows all texts of an entity.
    private IEnumerable<ReadRequest> Single()
    {
        foreach (string id in _issues)
        {
            yield return Request($"{{ issue(id: \"{id}\") {{ id title description priority }} }}", 1);
            yield return Request($"{{ issue(id: \"{id}\") {{ title }} }}", 1);
        }

        foreach (string id in _comments)
        {
            yield return Request($"{{ comment(id: \"{id}\") {{ body createdAt }} }}", 1);
            yield return Request($"{{ comment(id: \"{id}\") {{ body }} }}", 1);
        }

        foreach (string id in _users)
        {
            yield return Request($"{{ user(id: \"{id}\") {{ name displayName email }} }}", 1);
            yield return Request($"{{ user(id: \"{id}\") {{ displayName }} }}", 1);
        }
    }

    private IEnumerable<ReadRequest> Linked() =>
    [
        .. _issues.Select(id => Request($"{{ issue(id: \"{id}\") {{ description state {{ name }} assignee {{ displayName }} }} }}", 1)),
        .. _comments.Select(id => Request($"{{ comment(id: \"{id}\") {{ body user {{ name }} issue {{ title }} }} }}", 1)),
    ];

    private IEnumerable<ReadRequest> Several(int count)
    {
        for (int i = 0; i < count; i++)
        {
            string[] parts =
            [
                $"a: issue(id: \"{Any(_issues)}\") {{ title }}",
                $"b: issue(id: \"{Any(_issues)}\") {{ description }}",
                $"c: comment(id: \"{Any(_comments)}\") {{ body }}",
                $"d: user(id: \"{Any(_users)}\") {{ name }}",
                $"e: user(id: \"{Any(_users)}\") {{ displayName }}",
            ];
            yield return Request($"{{ {string.Join(' ', parts.OrderBy(_ => _random.Next()).Take(_random.Next(2, 6)))} }}", 1);
        }
    }

    private IEnumerable<ReadRequest> ById(int count)
    {
        for (int i = 0; i < count; i++)
        {
            string[] ids = [.. _issues.OrderBy(_ => _random.Next()).Take(5)];
            yield return Request(
                "query($ids: [ID!]) { issues(filter: { id: { in: $ids } }, first: 5, includeArchived: true) { nodes { id title } } }",
                5,
                new { ids });
        }
    }

    private static IEnumerable<ReadRequest> Listings() =>
    [
        Request("{ users(first: 60, includeArchived: true, includeDisabled: true) { nodes { displayName } } }", Users),
        Request("{ issues(first: 20, includeArchived: true) { nodes { title } } }", 20),
        Request("{ issues(first: 30, includeArchived: true) { nodes { description } } }", 30),
    ];

    private IEnumerable<ReadRequest> ListPages() =>
    [
        .. _issues.Take(Lists).Select(id => Request($"{{ issue(id: \"{id}\") {{ comments(first: 3) {{ nodes {{ body }} }} }} }}", 1)),
        .. _sessions.Select(id => Request(
            $"{{ agentSession(id: \"{id}\") {{ activities(first: 3) {{ nodes {{ content {{ ...P }} }} }} }} }} "
            + "fragment P on AgentActivityPromptContent { body }",
            1)),
    ];

    private string Any(string[] ids) => ids[_random.Next(ids.Length)];

    private string[] Take(string type, int count) => [.. _world.Ids(type).Take(count)];

    private static ReadRequest Request(string query, int least) => Request(query, least, new { });

    private static ReadRequest Request(string query, int least, object variables) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new { query, variables }), least);
}
