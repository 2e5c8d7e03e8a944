using System.ComponentModel.DataAnnotations;

namespace Gateway.Stitching.Budgeting;

/// <summary>Who may spend how much of the upstream's quota. Bound to the section <c>Budget</c>.</summary>
/// <remarks>The quota itself is no option: it is what the upstream says with each answer.</remarks>
public sealed class BudgetOptions : IValidatableObject
{
    /// <summary>The part of the quota that is kept for mutations: below it callers' reads are given what is old, or an error. Default 0.05; 0 to 0.9.</summary>
    [Range(0.0, 0.9)]
    public double MutationReserve { get; set; } = 0.05;

    /// <summary>
    /// The part below which nothing is fetched anew behind answers, and what may be served meanwhile counts as fresh. Default 0.25; 0 to 1,
    /// not less than <see cref="MutationReserve"/>.
    /// </summary>
    [Range(0.0, 1.0)]
    public double RefreshReserve { get; set; } = 0.25;

    /// <summary>The part below which nothing is looked for that no event told. Default 0.5; 0 to 1, not less than <see cref="RefreshReserve"/>.</summary>
    [Range(0.0, 1.0)]
    public double RepairReserve { get; set; } = 0.5;

    /// <summary>Most requests of all pods under way before the upstream has told any numbers. Default 4; 1 to 100.</summary>
    [Range(1, 100)]
    public int FirstInFlight { get; set; } = 4;

    /// <summary>
    /// How long a caller's request waits for quota that is about to come back, before it is refused with the time. Default 1 second; 0 to 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a request may take before what was set aside for it counts as spent, as when its pod dies. Default 30 seconds, which must be more than
    /// <c>Linear:Timeout</c>, and by a third where callers' own credentials go upstream; 1 second to 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ReservationLife { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What ranges cannot say.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MutationReserve > RefreshReserve)
        {
            yield return new ValidationResult("Budget:RefreshReserve must not be less than Budget:MutationReserve.", [nameof(RefreshReserve)]);
        }

        if (RefreshReserve > RepairReserve)
        {
            yield return new ValidationResult("Budget:RepairReserve must not be less than Budget:RefreshReserve.", [nameof(RepairReserve)]);
        }
    }
}
