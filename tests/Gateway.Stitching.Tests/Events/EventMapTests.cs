using System.Text;
using Gateway.Caching.Invalidation;
using Gateway.Linear.Webhooks;
using Gateway.Stitching.Events;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Events;

public class EventMapTests
{
    private const string Envelope =
        "\"createdAt\":\"2026-01-01T00:00:00.000Z\",\"organizationId\":\"org\",\"webhookId\":\"hook\",\"webhookTimestamp\":1767225600000";

    private static readonly EventMap Events = TestSchema.Model().Events;

    [Fact]
    public void A_created_session_makes_the_session_its_issue_and_its_comments_old()
    {
        var map = Map("AgentSessionEvent", "created", """
            "agentSession":{"id":"s","issueId":"i","issue":{"id":"i"},"commentId":"c","sourceCommentId":"sc","status":"pending","type":"commentThread"},
            "agentActivity":null,"previousComments":[{"id":"p1","body":"x"},{"id":"p2","body":"y"}],"promptContext":"<issue/>"
            """);

        Assert.Equal("AgentSession:s Comment:c Comment:p1 Comment:p2 Comment:sc Issue:i", Entities(map));
        Assert.Equal("AgentActivity AgentSession Comment Issue", Tags(map));
        Assert.Empty(map.Removed);
    }

    [Fact]
    public void A_prompt_makes_the_activity_and_the_comment_it_came_from_old()
    {
        var map = Map("AgentSessionEvent", "prompted", """
            "agentSession":{"id":"s","issueId":"i","commentId":"c"},
            "agentActivity":{"id":"a","agentSessionId":"s","content":{"type":"prompt","body":"Go on."},"sourceCommentId":"ac","userId":"u"}
            """);

        Assert.Equal("AgentActivity:a AgentSession:s Comment:ac Comment:c Issue:i", Entities(map));
        Assert.Contains("AgentActivity", map.Tags);
        Assert.Empty(map.Removed);
    }

    [Fact]
    public void A_changed_issue_makes_itself_and_lists_of_issues_old()
    {
        var map = Map("Issue", "update", """
            "data":{"id":"i","title":"x","teamId":"t","stateId":"st","labelIds":["l"]},"updatedFrom":{"title":"w"},"url":"https://linear.app/x"
            """);

        Assert.Equal("Issue:i", Entities(map));
        Assert.Equal("Issue", Tags(map));
        Assert.Empty(map.Removed);
    }

    [Theory]
    [InlineData("Issue")]
    [InlineData("User")]
    [InlineData("Project")]
    [InlineData("Cycle")]
    [InlineData("IssueLabel")]
    public void The_subject_of_a_removal_is_removed_and_its_lists_are_old(string type)
    {
        var map = Map(type, "remove", "\"data\":{\"id\":\"x\"}");

        Assert.Equal($"{type}:x", Entities(map));
        Assert.Equal([$"{type}:x"], map.Removed.Select(key => key.ToString()));
        Assert.Equal(type, Tags(map));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("update")]
    [InlineData("")]
    public void What_is_not_removed_is_old_only(string action)
    {
        Assert.Empty(Map("Issue", action, "\"data\":{\"id\":\"x\"}").Removed);
    }

    [Fact]
    public void A_reply_makes_its_parent_and_its_issue_old()
    {
        var map = Map("Comment", "create", """
            "data":{"id":"c","body":"x","issueId":"i","parentId":"p","userId":"u","issue":{"id":"i"},"parent":{"id":"p"}}
            """);

        Assert.Equal("Comment:c Comment:p Issue:i", Entities(map));
        Assert.Equal("Comment Issue", Tags(map));
    }

    [Fact]
    public void A_removed_reply_removes_neither_its_parent_nor_its_issue()
    {
        var map = Map("Comment", "remove", """ "data":{"id":"c","issueId":"i","parentId":"p"} """);

        Assert.Equal("Comment:c Comment:p Issue:i", Entities(map));
        Assert.Equal(["Comment:c"], map.Removed.Select(key => key.ToString()));
    }

    [Fact]
    public void A_reaction_makes_the_comment_it_is_on_old()
    {
        var map = Map("Reaction", "create", """ "data":{"id":"r","emoji":"rocket","commentId":"c","userId":"u"} """);

        Assert.Equal("Comment:c Reaction:r", Entities(map));
        Assert.Equal("Comment Issue Reaction", Tags(map));
    }

    [Fact]
    public void A_removed_reaction_makes_the_issue_it_was_on_old_but_not_removed()
    {
        var map = Map("Reaction", "remove", """ "data":{"id":"r","emoji":"rocket","issueId":"i"} """);

        Assert.Equal("Issue:i Reaction:r", Entities(map));
        Assert.Equal(["Reaction:r"], map.Removed.Select(key => key.ToString()));
    }

    [Fact]
    public void An_attachment_makes_its_issue_old()
    {
        var map = Map("Attachment", "update", """ "data":{"id":"a","issueId":"i","title":"x","url":"https://x","metadata":{}} """);

        Assert.Equal("Attachment:a Issue:i", Entities(map));
        Assert.Equal("Attachment Issue", Tags(map));
    }

    [Fact]
    public void A_label_in_a_group_makes_the_group_old()
    {
        Assert.Equal("IssueLabel:g IssueLabel:l", Entities(Map("IssueLabel", "update", """ "data":{"id":"l","parentId":"g"} """)));
    }

    [Fact]
    public void A_missed_deadline_makes_the_issue_old_that_is_not_under_data()
    {
        var map = Map("IssueSLA", "breached", """ "issueData":{"id":"i","slaBreachesAt":"2026-01-01T00:00:00.000Z"} """);

        Assert.Equal("Issue:i", Entities(map));
        Assert.Empty(map.Removed);
    }

    [Theory]
    [InlineData("PermissionChange", "teamAccessChanged", "\"addedTeamIds\":[\"t\"],\"removedTeamIds\":[],\"canAccessAllPublicTeams\":true")]
    [InlineData("OAuthApp", "revoked", "\"oauthClientId\":\"o\"")]
    public void What_changes_our_own_rights_makes_everything_old(string type, string action, string body)
    {
        Assert.True(Map(type, action, body).Everything);
        Assert.True(Events.Knows(type));
    }

    [Fact]
    public void An_unknown_type_makes_nothing_old()
    {
        var map = Map("CustomerNeed", "create", "\"data\":{\"id\":\"x\",\"issueId\":\"i\"}");

        Assert.Equal((0, 0, 0, false), (map.Entities.Count, map.Removed.Count, map.Tags.Count, map.Everything));
        Assert.False(Events.Knows("CustomerNeed"));
    }

    [Theory]
    [InlineData("\"data\":{}")]
    [InlineData("\"data\":{\"id\":null}")]
    [InlineData("\"data\":null")]
    [InlineData("\"data\":[]")]
    [InlineData("\"data\":\"text\"")]
    [InlineData("\"url\":\"x\"")]
    public void A_body_without_ids_still_makes_lists_old(string body)
    {
        var map = Map("Comment", "remove", body);

        Assert.Empty(map.Entities);
        Assert.Empty(map.Removed);
        Assert.Equal("Comment Issue", Tags(map));
    }

    [Theory]
    [InlineData("AgentSessionEvent")]
    [InlineData("Issue")]
    [InlineData("Comment")]
    [InlineData("Reaction")]
    [InlineData("Attachment")]
    [InlineData("User")]
    [InlineData("Project")]
    [InlineData("Cycle")]
    [InlineData("IssueLabel")]
    [InlineData("IssueSLA")]
    [InlineData("PermissionChange")]
    [InlineData("OAuthApp")]
    public void Every_type_that_is_subscribed_to_is_known(string type)
    {
        Assert.True(Events.Knows(type));
    }

    private static Invalidation Map(string type, string action, string body)
    {
        string text = $$"""{"type":"{{type}}","action":"{{action}}",{{Envelope}},{{body}}}""";
        Assert.True(WebhookEvent.TryParse(Encoding.UTF8.GetBytes(text), out var parsed, out string? problem), problem);
        return Events.Map(parsed);
    }

    private static string Entities(Invalidation map) => string.Join(' ', map.Entities.Select(key => key.ToString()).Order(StringComparer.Ordinal));

    private static string Tags(Invalidation map) => string.Join(' ', map.Tags.Order(StringComparer.Ordinal));
}
