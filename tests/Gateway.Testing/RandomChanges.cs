using System.Globalization;
using Gateway.Sandbox;

namespace Gateway.Testing;

/// <summary>Makes random changes of a sandbox, each of a kind that Linear sends a webhook for.</summary>
/// <param name="world">What is changed.</param>
/// <param name="seed">Equal seeds make equal changes.</param>
public sealed class RandomChanges(SandboxWorld world, int seed)
{
    private readonly Random _random = new(seed);
    private int _number;

    public SandboxCommand Next()
    {
        _number++;
        string text = string.Create(CultureInfo.InvariantCulture, $"changed {_number}");
        return _random.Next(14) switch
        {
            0 => SandboxCommand.Of("Issue", "update", Id("Issue"), new { title = text, assigneeId = Id("User") }),
            1 => SandboxCommand.Of("Issue", "update", Id("Issue"), new { priority = _random.Next(5), parentId = (string?)null }),
            2 => SandboxCommand.Of("Issue", "update", Id("Issue"), new { stateId = Id("WorkflowState") }),
            3 => SandboxCommand.Of("Comment", "update", Id("Comment"), new { body = text }),
            4 => SandboxCommand.Of("Comment", "create", null, new { body = text, issueId = Id("Issue"), userId = Id("User") }),
            5 => SandboxCommand.Of("Comment", "remove", Id("Comment"), new { }),
            6 => SandboxCommand.Of("User", "update", Id("User"), new { name = text, displayName = text }),
            7 => SandboxCommand.Of("Project", "update", Id("Project"), new { name = text }),
            8 => SandboxCommand.Of("Cycle", "update", Id("Cycle"), new { name = text }),
            9 => SandboxCommand.Of("IssueLabel", "update", Id("IssueLabel"), new { name = text }),
            10 => SandboxCommand.Of("Reaction", "create", null, new { emoji = "rocket", commentId = Id("Comment"), userId = Id("User") }),
            11 => SandboxCommand.Of("Attachment", "update", Id("Attachment"), new { title = text }),
            12 => SandboxCommand.Of("Issue", "remove", Id("Issue"), new { }),
            _ => new SandboxCommand("AgentSession", "prompt") { Id = Id("AgentSession"), Body = text },
        };
    }

    private string Id(string type)
    {
        var ids = world.Ids(type);
        return ids[_random.Next(Math.Min(ids.Count, 40))];
    }
}
