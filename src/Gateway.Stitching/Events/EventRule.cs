namespace Gateway.Stitching.Events;

/// <summary>One <c>@invalidatedBy</c>.</summary>
/// <param name="Event">The event's type, such as <c>Comment</c>.</param>
/// <param name="TypeName">The type of the entities that it makes old.</param>
/// <param name="IdPath">Where in the event their ids are, such as <c>data.issueId</c>.</param>
/// <param name="TouchesLists">Whether lists of that type are old, too.</param>
/// <param name="IsSubject">Whether the event is about that entity, so that its removal removes it.</param>
internal sealed record EventRule(string Event, string TypeName, string IdPath, bool TouchesLists, bool IsSubject);
