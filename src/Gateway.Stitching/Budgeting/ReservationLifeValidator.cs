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

        // With callers' credentials it may have waited for a place before: CallersUpstream.
        bool mayWait = string.Equals(configuration["Auth:Upstream"], "caller", StringComparison.OrdinalIgnoreCase);
        return options.ReservationLife > (mayWait ? timeout * 4 / 3 : timeout)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Budget:ReservationLife must be more than Linear:Timeout{(mayWait ? " and a third" : "")}, or what is under way would count as spent.");
    }
}
