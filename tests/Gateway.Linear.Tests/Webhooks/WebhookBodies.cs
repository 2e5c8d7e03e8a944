namespace Gateway.Linear.Tests.Webhooks;

/// <summary>Bodies as Linear sends them, in shape: nulls left out, ids beside objects, fields that no schema names.</summary>
internal static class WebhookBodies
{
    public const string SessionPrompted =
        """
        {"action":"prompted","type":"AgentSessionEvent","createdAt":"2026-11-22T10:00:00.000Z","organizationId":"org-1","oauthClientId":"app-1",
        "appUserId":"user-app","webhookId":"hook-1","webhookTimestamp":1795341600123,"agentSession":{"id":"session-1","appUserId":"user-app",
        "organizationId":"org-1","status":"pending","type":"commentThread","createdAt":"2026-11-22T09:00:00.000Z",
        "updatedAt":"2026-11-22T10:00:00.000Z","creatorId":"user-1","creator":{"id":"user-1","name":"Ann","email":"ann@example.com",
        "url":"https://linear.app/x/profiles/ann"},"issueId":"issue-1","issue":{"id":"issue-1","identifier":"ENG-1","title":"It \"breaks\"",
        "teamId":"team-1","team":{"id":"team-1","key":"ENG","name":"Engineering"},"url":"https://linear.app/x/issue/ENG-1"},
        "commentId":"comment-1","comment":{"id":"comment-1","body":"@agent please","userId":"user-1","issueId":"issue-1"}},
        "agentActivity":{"id":"activity-1","agentSessionId":"session-1","content":{"type":"prompt","body":"and the tests?"},
        "user":{"id":"user-1","name":"Ann","email":"ann@example.com","url":"https://linear.app/x/profiles/ann"},"userId":"user-1",
        "sourceCommentId":"comment-3","createdAt":"2026-11-22T10:00:00.000Z","updatedAt":"2026-11-22T10:00:00.000Z"},
        "previousComments":[{"id":"comment-1","body":"@agent please","issueId":"issue-1","userId":"user-1"},{"id":"comment-2","body":"done",
        "issueId":"issue-1"}],"guidance":[],"promptContext":"<issue identifier=\"ENG-1\"/>"}
        """;

    public const string IssueUpdated =
        """
        {"action":"update","actor":{"id":"user-1","type":"user","name":"Ann","email":"ann@example.com","url":"https://linear.app/x/profiles/ann"},
        "createdAt":"2026-11-22T10:00:00.000Z","data":{"id":"issue-1","createdAt":"2026-11-20T10:00:00.000Z",
        "updatedAt":"2026-11-22T10:00:00.000Z","number":1,"title":"It breaks","priority":2,"sortOrder":-1024.5,"teamId":"team-1",
        "stateId":"state-2","delegateId":"user-app","labelIds":["label-1","label-2"],"labels":[{"id":"label-1","name":"Bug","color":"#f00"},
        {"id":"label-2","name":"Agent","color":"#0f0"}],"subscriberIds":["user-1"],"previousIdentifiers":[],"reactionData":[],
        "identifier":"ENG-1","priorityLabel":"High","url":"https://linear.app/x/issue/ENG-1","inheritsSharedAccess":true,
        "descriptionData":"{\"type\":\"doc\"}","state":{"id":"state-2","name":"Done","type":"completed","color":"#00f"}},
        "updatedFrom":{"stateId":"state-1","sortOrder":-10,"updatedAt":"2026-11-21T10:00:00.000Z","completedAt":null},
        "url":"https://linear.app/x/issue/ENG-1","type":"Issue","organizationId":"org-1","webhookTimestamp":1795341600123.0,"webhookId":"hook-1"}
        """;

    public const string CommentCreated =
        """
        {"action":"create","data":{"id":"comment-4","body":"Done.","issueId":"issue-1","parentId":"comment-1","userId":"user-app",
        "reactionData":[],"isArtificialAgentSessionRoot":false,"issue":{"id":"issue-1","identifier":"ENG-1"}},"type":"Comment",
        "organizationId":"org-1","webhookTimestamp":1795341600123,"webhookId":"hook-1","createdAt":"2026-11-22T10:00:00.000Z"}
        """;

    public const string TeamAccessChanged =
        """
        {"action":"teamAccessChanged","type":"PermissionChange","addedTeamIds":["team-2"],"removedTeamIds":["team-1","team-3"],
        "canAccessAllPublicTeams":false,"appUserId":"user-app","oauthClientId":"app-1","organizationId":"org-1",
        "webhookId":"hook-1","webhookTimestamp":1795341600123,"createdAt":"2026-11-22T10:00:00.000Z"}
        """;

    public const string SlaBreached =
        """
        {"action":"breached","type":"IssueSLA","issueData":{"id":"issue-1","identifier":"ENG-1"},"organizationId":"org-1",
        "webhookId":"hook-1","webhookTimestamp":1795341600123,"createdAt":"2026-11-22T10:00:00.000Z"}
        """;
}
