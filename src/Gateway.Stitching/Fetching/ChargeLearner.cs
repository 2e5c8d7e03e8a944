using System.Collections.Concurrent;

namespace Gateway.Stitching.Fetching;

/// <summary>Learns from what the upstream charges how far its prices are from the formula, for each root field. Safe for concurrent use.</summary>
/// <remarks>
/// A document asks for several fields and is charged as a whole, so each of them takes as much of the difference as it has of the cost. What is
/// dearer than was thought counts at once, what is cheaper slowly: a request that must be refused is worse than one that could have been larger.
/// </remarks>
internal sealed class ChargeLearner
{
    private const double Least = 0.1;
    private const double Most = 10;
    private const double Upwards = 0.5;
    private const double Downwards = 0.1;

    // Charges are whole points: below this, what is learned is how they are rounded.
    private const double Smallest = 10;

    private readonly ConcurrentDictionary<string, double> _factors = [];

    /// <summary>What to multiply the formula's cost of a root field by. 1 until anything was learned; from 0.1 to 10.</summary>
    public double FactorOf(string field) => _factors.GetValueOrDefault(field, 1);

    /// <summary>The sum of the parts, corrected.</summary>
    public double Correct(IEnumerable<FetchPart> parts) => parts.Sum(part => part.Points * FactorOf(part.Field));

    /// <summary>Takes note of a charge.</summary>
    public void Learn(IReadOnlyCollection<FetchPart> parts, double charged)
    {
        double expected = Correct(parts);
        if (expected < Smallest || charged <= 0)
        {
            return;
        }

        double difference = (charged / expected) - 1;
        foreach (var field in parts.GroupBy(part => part.Field, part => part.Points, (field, points) => (Name: field, Points: points.Sum())))
        {
            double factor = FactorOf(field.Name);
            double weight = field.Points * factor / expected;
            double learned = factor * (1 + (difference * weight * (difference > 0 ? Upwards : Downwards)));
            _factors[field.Name] = Math.Clamp(learned, Least, Most);
        }
    }
}
