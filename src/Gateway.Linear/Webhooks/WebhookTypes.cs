namespace Gateway.Linear.Webhooks;

/// <summary>Values of <see cref="WebhookEvent.Type"/> that are known to occur. There are others, and new ones come without notice.</summary>
public static class WebhookTypes
{
    /// <summary>A session was created or prompted. Sent to the app that owns the session only.</summary>
    public const string AgentSessionEvent = "AgentSessionEvent";

    /// <summary>Something for the app user's inbox.</summary>
    public const string AppUserNotification = "AppUserNotification";

    public const string Attachment = "Attachment";

    public const string Comment = "Comment";

    public const string Cycle = "Cycle";

    public const string Issue = "Issue";

    public const string IssueLabel = "IssueLabel";

    /// <summary>A service level was set, is at risk or was missed. The issue is under <c>issueData</c>, not <c>data</c>.</summary>
    public const string IssueSla = "IssueSLA";

    /// <summary>The app was removed from the workspace.</summary>
    public const string OAuthApp = "OAuthApp";

    /// <summary>The teams that the app may see have changed.</summary>
    public const string PermissionChange = "PermissionChange";

    public const string Project = "Project";

    public const string Reaction = "Reaction";

    public const string User = "User";
}
