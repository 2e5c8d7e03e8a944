using System.ComponentModel.DataAnnotations;

namespace Gateway.Stitching.Fetching;

/// <summary>How the upstream is asked. Bound to the section <c>Fetch</c>.</summary>
public sealed class FetchOptions
{
    /// <summary>Most requests to the upstream under way at once. Default 4; from 1 to 64.</summary>
    [Range(1, 64)]
    public int MaxInFlight { get; set; } = 4;

    /// <summary>Most points that a document may be predicted to cost: half of what the upstream allows, since predictions err. Default 5,000; from 100 to 10,000.</summary>
    [Range(100, 10_000)]
    public double MaxComplexity { get; set; } = 5_000;

    /// <summary>
    /// Most points that the upstream takes in one request. What is predicted to cost more is fetched in parts, and refused to its caller where it has none.
    /// Default 10,000; from 100 to 1,000,000.
    /// </summary>
    [Range(100, 1_000_000)]
    public double RequestComplexity { get; set; } = 10_000;

    /// <summary>Up to how many points a document may be widened to fields that nobody asked for yet. Default 4,000; 0 switches widening off.</summary>
    [Range(0, 10_000)]
    public double WideningComplexity { get; set; } = 4_000;

    /// <summary>
    /// How long a few needs wait, while a request is under way, for its end or for more to go along, before they leave by themselves.
    /// Default 200 milliseconds; from 1 millisecond to 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long a caller waits for what another process fetches, before it is fetched here as well. Default 2 seconds, after which the other
    /// is taken to have died; 0 to 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan ClaimPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Most entities that are fetched anew behind answers at once; what is old beyond that stays so for a while. Default 64; 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public int MaxRefreshes { get; set; } = 64;

    /// <summary>
    /// Up to how many points a document may be widened to the entities behind links that queries followed lately.
    /// Default 1,200, the points that the upstream grants for each request; 0 switches it off.
    /// </summary>
    [Range(0, 10_000)]
    public double FollowingComplexity { get; set; } = 1_200;

    /// <summary>Most root fields in one document. Default 50; from 1 to 500.</summary>
    [Range(1, 500)]
    public int MaxCalls { get; set; } = 50;

    /// <summary>Most ids in one list that is filtered by them. Default 100; from 1 to 250.</summary>
    [Range(1, 250)]
    public int MaxIds { get; set; } = 100;

    /// <summary>For how long it is remembered that the upstream knows no such entity, less up to a tenth as all values are. Default 5 seconds; at most 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan NotFoundMaxAge { get; set; } = TimeSpan.FromSeconds(5);
}
