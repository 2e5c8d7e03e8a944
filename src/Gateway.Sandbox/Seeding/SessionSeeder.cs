using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Agent sessions with what they link to.</summary>
internal sealed class SessionSeeder
{
    private static readonly string[] Statuses = ["complete", "complete", "complete", "active", "awaitingInput", "pending", "error", "stale"];

    private readonly WorldDraft _world;
    private readonly ActivitySeeder _activities;
    private readonly Dictionary<string, Queue<EntityDraft>> _threads;

    public SessionSeeder(WorldDraft world)
    {
        _world = world;
        _activities = new ActivitySeeder(world);
        _threads = world.All("Comment").Where(comment => comment.Has("issue") && !comment.Has("parent"))
            .GroupBy(comment => (string)comment["issue"]!)
            .ToDictionary(group => group.Key, group => new Queue<EntityDraft>(group));
    }

    public void Seed(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var session = _world.Add("AgentSession", 180);
            SeedLinks(session);
            SeedState(session);
            SeedTexts(session);
            _activities.Seed(session);
            SeedPullRequests(session);
        }
    }

    private void SeedLinks(EntityDraft session)
    {
        var dice = session.Dice;
        var issue = dice.Chance(88) ? _world.Get("Issue", dice.Below(IssueSeeder.Issues)) : null;
        int apps = PeopleSeeder.Users - PeopleSeeder.People;
        session["issue"] = issue?.Id;
        session["url"] = issue is null ? null : $"{issue["url"]}#agent-session-{session.Id[..8]}";
        session["appUser"] = _world.Get("User", PeopleSeeder.People + dice.Below(apps)).Id;
        session["creator"] = dice.Chance(80) ? _world.Get("User", dice.Below(PeopleSeeder.People)).Id : null;
        session["comment"] = issue is not null && dice.Chance(60) && _threads.GetValueOrDefault(issue.Id) is { } free && free.TryDequeue(out var root)
            ? root.Id
            : null;
        session["sourceComment"] = _world.Maybe("Comment", dice, 20);
        session["pullRequest"] = _world.Maybe("PullRequest", dice, 12);
    }

    private static void SeedState(EntityDraft session)
    {
        var dice = session.Dice;
        string status = session.Index < Statuses.Length ? Statuses[^(session.Index + 1)] : dice.Pick(Statuses);
        var started = session.Created + dice.Within(TimeSpan.FromMinutes(2));
        bool isDismissed = dice.Chance(6);
        session["status"] = status;
        session["startedAt"] = status == "pending" ? null : Instant.Text(started);
        session["endedAt"] = status == "complete" ? Instant.Text(started + dice.Within(TimeSpan.FromHours(2))) : null;
        session["dismissedAt"] = isDismissed ? Instant.Text(started.AddHours(3)) : null;
        if (!isDismissed)
        {
            session["dismissedBy"] = null;
        }

        session["archivedAt"] = dice.Chance(3) ? Instant.Text(started.AddDays(3)) : null;
    }

    private void SeedTexts(EntityDraft session)
    {
        var dice = session.Dice;
        var shape = _world.Schema.Shape("AgentSessionExternalLink");
        var links = Enumerable.Range(0, dice.Below(4)).Select(i =>
        {
            var link = new EntityDraft(shape, i, dice)
            {
                ["label"] = $"{dice.Pick(Prose.Words)} “{i}”",
                ["url"] = $"https://agent.example/run/{dice.Hex(8)}?a=1&b={i}",
            };
            return link.Finish();
        }).ToArray();
        session["externalLinks"] = links;
        session["externalLink"] = links is [var first, ..] ? first["url"] : null;
        session["externalUrls"] = LinkJson.Of(links);
        session["context"] = $"[{{\"type\":\"issue\",\"id\":\"{session["issue"]}\"}}]";
        session["plan"] = dice.Chance(55) ? PlanJson(dice) : null;
        session["summary"] = dice.Chance(50) ? Prose.Paragraph(dice) : null;
        session["type"] = dice.Chance(80) ? "commentThread" : null;
    }

    private void SeedPullRequests(EntityDraft session)
    {
        int count = session.Dice.Chance(25) ? 1 + session.Dice.Below(2) : 0;
        for (int i = 0; i < count; i++)
        {
            var tie = _world.Add("AgentSessionToPullRequest", session.Created.AddMinutes(10 + i));
            tie["agentSession"] = session.Id;
            tie["pullRequest"] = _world.Pick("PullRequest", session.Dice);
            tie.Clear("archivedAt");
        }
    }

    private static string PlanJson(Dice dice)
    {
        string[] states = ["completed", "completed", "inProgress", "pending", "canceled"];
        var steps = Enumerable.Range(0, 1 + dice.Below(5)).Select(i =>
            $"{{\"content\":\"{dice.Pick(Prose.Verbs)} {dice.Pick(Prose.Words)} \\\"{i}\\\"\",\"status\":\"{states[i % states.Length]}\"}}");
        return $"[{string.Join(',', steps)}]";
    }
}
