using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>A part of a list of entities.</summary>
/// <param name="All">The whole list, filtered and in order.</param>
/// <param name="Start">The first entity of the page.</param>
/// <param name="End">Behind the last one.</param>
internal sealed record Page(IReadOnlyList<Entity> All, int Start, int End)
{
    public int Count => End - Start;

    public bool HasNext => End < All.Count;

    public bool HasPrevious => Start > 0;

    public string? StartCursor => Count == 0 ? null : Cursor.Of(All[Start].Id);

    public string? EndCursor => Count == 0 ? null : Cursor.Of(All[End - 1].Id);

    public Entity Item(int index) => All[Start + index];
}
