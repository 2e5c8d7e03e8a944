using System.Diagnostics.Metrics;
using Gateway.Caching.Quota;

namespace Gateway.Stitching.Budgeting;

/// <summary>What is measured of the budget, under the meter <c>Gateway.Stitching</c>.</summary>
public sealed class BudgetMetrics
{
    private readonly Counter<long> _refusals;

    public BudgetMetrics(IMeterFactory meters, BudgetGauge gauge)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create("Gateway.Stitching");
        _refusals = meter.CreateCounter<long>(
            "gateway.budget.refusals", "{request}", "Requests that were not sent because the quota is short, by class; or that the upstream refused.");
        Observe(meter, "gateway.budget.requests", "{request}", "requests", () => gauge.Level.Requests);
        Observe(meter, "gateway.budget.points", "{point}", "points", () => gauge.Level.Points);
    }

    /// <param name="kind">Whose request it was.</param>
    /// <param name="isUpstream">Whether the upstream refused it, which the budget is there to prevent.</param>
    internal void CountRefusal(BudgetClass kind, bool isUpstream) => _refusals.Add(
        1, new KeyValuePair<string, object?>("class", kind.Word()), new KeyValuePair<string, object?>("by", isUpstream ? "upstream" : "budget"));

    // Nothing is measured before the upstream has told anything.
    private static void Observe(Meter meter, string name, string unit, string what, Func<QuotaMeasure> measure)
    {
        meter.CreateObservableGauge(
            $"{name}.left", () => measure() is { Limit: not null } known ? [new Measurement<double>(known.Available)] : Array.Empty<Measurement<double>>(),
            unit, $"Of the upstream's quota, {what} left when all that is under way is charged; negative if more was charged than was expected.");
        meter.CreateObservableGauge(
            $"{name}.limit", () => measure().Limit is { } limit ? [new Measurement<double>(limit)] : Array.Empty<Measurement<double>>(),
            unit, $"Of the upstream's quota, {what} in all.");
    }
}
