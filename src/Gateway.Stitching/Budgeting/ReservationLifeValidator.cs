using Gateway.Linear;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Budgeting;

/// <summary>Checks that nothing is taken for dead that may be under way still.</summary>
internal sealed class ReservationLifeValidator(IConfiguration configuration) : IValidateOptions<BudgetOptions>
{
    public ValidateOptionsResult Validate(string? name, BudgetOptions options)
    {
        // As it is given: whether it is valid itself is for its own rules to tell.
        var timeout = configuration.GetValue("Linear:Timeout", new LinearOptions().Timeout);
        return options.ReservationLife > timeout
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Budget:ReservationLife must be more than Linear:Timeout, or what is under way would count as spent.");
    }
}
