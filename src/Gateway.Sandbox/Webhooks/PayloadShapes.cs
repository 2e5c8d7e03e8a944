namespace Gateway.Sandbox.Webhooks;

/// <summary>Which fields the webhooks of a type hold.</summary>
/// <remarks>A bare name is a leaf or, with <c>Id</c>, a link; <c>name:Shape</c> is an object and <c>name*Shape</c> a list of them.</remarks>
internal static class PayloadShapes
{
    private const string Base = "id createdAt updatedAt archivedAt ";

    public static string[] Of(string name) => (name switch
    {
        "Issue" => Base + "addedToCycleAt addedToProjectAt addedToTeamAt assignee:UserChild assigneeId autoArchivedAt autoClosedAt canceledAt "
            + "completedAt creator:UserChild creatorId cycle:CycleChild cycleId delegate:UserChild delegateId description dueDate estimate "
            + "externalUserCreator:ExternalUserChild externalUserCreatorId identifier integrationSourceType labelIds labels*IssueLabelChild "
            + "lastAppliedTemplateId number parentId previousIdentifiers priority priorityLabel prioritySortOrder project:ProjectChild projectId "
            + "projectMilestone:ProjectMilestoneChild projectMilestoneId reactionData recurringIssueTemplateId slaBreachesAt slaHighRiskAt "
            + "slaMediumRiskAt slaStartedAt slaType snoozedUntilAt sortOrder sourceCommentId startedAt startedTriageAt state:WorkflowStateChild "
            + "stateId subIssueSortOrder subscriberIds team:TeamChild teamId title trashed triagedAt url",
        "Comment" => Base + "body documentContentId editedAt externalUser:ExternalUserChild externalUserId initiativeId "
            + "initiativeUpdateId issue:IssueChild issueId parent:CommentChild parentId projectId "
            + "projectUpdateId quotedText reactionData resolvedAt resolvingCommentId resolvingUserId url user:UserChild userId",
        "User" => Base + "active admin app avatarUrl description disableReason displayName email guest name owner timezone url",
        "Reaction" => Base + "comment:CommentChild commentId emoji externalUserId initiativeUpdateId issue:IssueChild issueId "
            + "projectUpdateId user:UserChild userId",
        "Attachment" => Base + "creatorId externalUserCreatorId groupBySource issueId metadata originalIssueId source sourceType subtitle title url",
        "Cycle" => Base + "autoArchivedAt completedAt completedIssueCountHistory completedScopeHistory description endsAt "
            + "inProgressScopeHistory inheritedFromId issueCountHistory name number scopeHistory startsAt teamId uncompletedIssuesUponCloseIds",
        "Project" => Base + "autoArchivedAt canceledAt color completedAt completedIssueCountHistory completedScopeHistory content "
            + "convertedFromIssueId creatorId description health healthUpdatedAt icon inProgressScopeHistory issueCountHistory labelIds "
            + "lastAppliedTemplateId lastUpdateId lead:UserChild leadId memberIds name priority prioritySortOrder "
            + "projectUpdateRemindersPausedUntilAt scopeHistory slugId sortOrder startDate startDateResolution startedAt status:ProjectStatusChild "
            + "statusId targetDate targetDateResolution teamIds trashed url",
        "IssueLabel" => Base + "color creatorId description inheritedFromId isGroup name parentId teamId",
        "AgentSession" => Base + "appUserId comment:CommentChild commentId creator:UserChild creatorId endedAt issue:IssueWithDescriptionChild "
            + "issueId sourceCommentId sourceMetadata startedAt status summary url",
        "AgentActivity" => Base + "agentSessionId content:Content signal signalMetadata sourceCommentId user:UserChild userId",
        "UserChild" => "id avatarUrl email name url",
        "IssueChild" => "id identifier team:TeamChild teamId title url",
        "IssueWithDescriptionChild" => "id description identifier team:TeamChild teamId title url",
        "CommentChild" => "id body documentContentId initiativeId initiativeUpdateId issueId projectId projectUpdateId userId",
        "TeamChild" => "id key name",
        "CycleChild" => "id endsAt name number startsAt",
        "ProjectChild" => "id name url",
        "ProjectMilestoneChild" => "id name targetDate",
        "WorkflowStateChild" or "ProjectStatusChild" => "id color name type",
        "IssueLabelChild" => "id color name parentId",
        "ExternalUserChild" => "id email name",
        "Content" => "type body action parameter result reasonCode title",
        _ => throw new ArgumentException($"No payload is known for {name}.", nameof(name)),
    }).Split(' ');
}
