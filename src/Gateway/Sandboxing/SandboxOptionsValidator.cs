using Gateway.Sandbox;
using Microsoft.Extensions.Options;

namespace Gateway.Sandboxing;

/// <summary>Checks what an operator may ask of the sandbox.</summary>
internal sealed class SandboxOptionsValidator : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        (bool Ok, string Rule)[] rules =
        [
            (options.Port is >= 0 and <= 65535, "Sandbox:Port must be between 0 and 65535."),
            (options.Sessions is >= 0 and <= 1_000_000, "Sandbox:Sessions must be between 0 and 1000000."),
            (IsUpToAMinute(options.Latency), "Sandbox:Latency must be between 00:00:00 and 00:01:00."),
            (IsUpToAMinute(options.LatencyMax), "Sandbox:LatencyMax must be between 00:00:00 and 00:01:00."),
            (options.LimitPeriod >= TimeSpan.FromSeconds(1) && options.LimitPeriod <= TimeSpan.FromDays(1),
                "Sandbox:LimitPeriod must be between 00:00:01 and 1.00:00:00."),
            (options.RequestLimit > 0, "Sandbox:RequestLimit must be at least 1."),
            (options.ComplexityLimit > 0, "Sandbox:ComplexityLimit must be at least 1."),
            (options.MaxComplexity > 0, "Sandbox:MaxComplexity must be at least 1."),
        ];
        var broken = rules.Where(rule => !rule.Ok).Select(rule => rule.Rule).ToList();
        return broken.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }

    private static bool IsUpToAMinute(TimeSpan time) => time >= TimeSpan.Zero && time <= TimeSpan.FromMinutes(1);
}
