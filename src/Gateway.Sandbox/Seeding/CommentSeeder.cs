using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Comment threads and reactions.</summary>
internal static class CommentSeeder
{
    public const int Comments = 2000;

    private static readonly (string Type, string Field)[] Elsewhere =
    [
        ("Project", "project"), ("ProjectUpdate", "projectUpdate"), ("InitiativeUpdate", "initiativeUpdate"), ("Initiative", "initiative"),
        ("DocumentContent", "documentContent"),
    ];

    public static void Seed(WorldDraft world)
    {
        for (int i = 0; i < Comments; i++)
        {
            SeedComment(world);
        }

        for (int i = 0; i < 900; i++)
        {
            SeedReaction(world);
        }

        foreach (var issue in world.All("Issue").Where(issue => issue.Dice.Chance(6)))
        {
            issue["sourceComment"] = world.Pick("Comment", issue.Dice);
        }
    }

    private static void SeedComment(WorldDraft world)
    {
        var comment = world.Add("Comment", 300);
        var dice = comment.Dice;
        comment.Clear("issue", "project", "projectUpdate", "initiativeUpdate", "initiative", "documentContent", "parent");
        comment.Clear("resolvingComment", "resolvingUser", "resolvedAt");
        if (comment.Index > 50 && dice.Chance(45))
        {
            Reply(comment, world.Get("Comment", dice.Below(comment.Index)), world);
        }
        else if (dice.Chance(90))
        {
            comment["issue"] = world.Pick("Issue", dice);
        }
        else
        {
            var (type, field) = dice.Pick(Elsewhere);
            comment[field] = world.Pick(type, dice);
        }

        bool isOutside = dice.Chance(8);
        bool isBot = !isOutside && dice.Chance(6);
        comment["externalUser"] = isOutside ? world.Pick("ExternalUser", dice) : null;
        comment["user"] = isOutside || isBot ? null : world.Pick("User", dice);
        if (!isBot)
        {
            comment["botActor"] = null;
        }

        comment["body"] = Prose.Paragraph(dice);
        comment["url"] = $"https://linear.app/sandbox/comment#comment-{comment.Id[..8]}";
        comment["archivedAt"] = dice.Chance(2) ? Instant.Text(Instant.Epoch.AddHours(-5)) : null;
    }

    /// <summary>Threads are one level deep: an answer to an answer stands beside it.</summary>
    private static void Reply(EntityDraft comment, EntityDraft to, WorldDraft world)
    {
        if (to.Has("parent"))
        {
            to = world.All("Comment").First(candidate => candidate.Id.Equals(to["parent"]));
        }

        comment["parent"] = to.Id;
        foreach (string field in (string[])["issue", .. Elsewhere.Select(place => place.Field)])
        {
            comment[field] = to[field];
        }

        if (comment.Dice.Chance(10) && !to.Has("resolvedAt"))
        {
            to["resolvedAt"] = Instant.Text(Instant.Epoch.AddDays(-1));
            to["resolvingComment"] = comment.Id;
            to["resolvingUser"] = world.Pick("User", comment.Dice);
        }
    }

    private static void SeedReaction(WorldDraft world)
    {
        var reaction = world.Add("Reaction", 200);
        var dice = reaction.Dice;
        reaction.Clear("comment", "issue", "projectUpdate", "initiativeUpdate", "archivedAt");
        int place = dice.Below(100);
        (string type, string field) = place switch
        {
            < 70 => ("Comment", "comment"),
            < 90 => ("Issue", "issue"),
            < 96 => ("ProjectUpdate", "projectUpdate"),
            _ => ("InitiativeUpdate", "initiativeUpdate"),
        };
        reaction[field] = world.Pick(type, dice);
        reaction["emoji"] = dice.Pick(Prose.Emojis);
        reaction["user"] = world.Maybe("User", dice, 90);
        if (reaction.Has("user"))
        {
            reaction["externalUser"] = null;
        }
    }
}
