using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox.Limiting;

/// <summary>What is left of both budgets at one moment.</summary>
/// <param name="Requests">The budget of requests.</param>
/// <param name="Complexity">The budget of points.</param>
/// <param name="Asked">The points of the present request.</param>
internal sealed record RateStatus(BucketLevel Requests, BucketLevel Complexity, double Asked)
{
    /// <summary>The object behind <c>rateLimitStatus</c>.</summary>
    public Entity ToEntity(WorldSchema schema)
    {
        var status = new EntityDraft(schema.Shape("RateLimitPayload"), 0, new Dice(0))
        {
            ["identifier"] = "sandbox",
            ["kind"] = "apiKey",
            ["limits"] = new[] { Limit(schema, "request", Requests, 1), Limit(schema, "complexity", Complexity, Asked) },
        };
        return status.Finish();
    }

    private static Entity Limit(WorldSchema schema, string type, BucketLevel level, double asked)
    {
        var limit = new EntityDraft(schema.Shape("RateLimitResultPayload"), 0, new Dice(0))
        {
            ["type"] = type,
            ["allowedAmount"] = (double)level.Limit,
            ["remainingAmount"] = (double)level.Remaining,
            ["requestedAmount"] = asked,
            ["period"] = TimeSpan.FromHours(1).TotalMilliseconds,
            ["reset"] = (double)level.Reset,
        };
        return limit.Finish();
    }
}
