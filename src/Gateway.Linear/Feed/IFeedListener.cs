using System.Text.Json;

namespace Gateway.Linear.Feed;

/// <summary>Hears what the upstream's subscriptions tell, one after the other.</summary>
public interface IFeedListener
{
    /// <summary>All subscriptions are in place: whatever happens from now on is told. May be called before things that are told meanwhile have been heard.</summary>
    /// <param name="refused">Fields of those that the upstream refuses; it tells what the others tell.</param>
    void Begin(IReadOnlyList<string> refused);

    /// <summary>Something has happened.</summary>
    /// <param name="query">Which subscription tells it, by its place.</param>
    /// <param name="data">What it tells of; undefined if the upstream could not say. Only valid during the call.</param>
    /// <returns>Whether it was applied; if not, the connection ends, since what comes after it would make nothing good.</returns>
    ValueTask<bool> HearAsync(int query, JsonElement data);
}
