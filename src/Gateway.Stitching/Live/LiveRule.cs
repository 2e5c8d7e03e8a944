using System.Collections.Immutable;
using Gateway.Linear.Webhooks;

namespace Gateway.Stitching.Live;

/// <summary>One <c>@tells</c>.</summary>
/// <param name="Field">The field of <c>Subscription</c>.</param>
/// <param name="TypeName">The type of the entities that it leads to.</param>
/// <param name="Event">The event's type, such as <c>Comment</c>.</param>
/// <param name="Actions">Its actions; empty for all.</param>
/// <param name="IdPath">Where in the event the entity's id is.</param>
/// <param name="Marks">By argument, where in the event its values are.</param>
internal sealed record LiveRule(
    string Field, string TypeName, string Event, ImmutableArray<string> Actions, string IdPath, ImmutableArray<(string Argument, ImmutableArray<string> Paths)> Marks)
{
    public bool Fits(WebhookEvent told) => told.Type == Event && (Actions.IsEmpty || Actions.Contains(told.Action));
}
