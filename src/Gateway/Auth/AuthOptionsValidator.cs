using Microsoft.Extensions.Options;

namespace Gateway.Auth;

/// <summary>Checks what no attribute can say.</summary>
internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options) => CallerClassList.TryRead(options.Introspection, out _)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Auth:Introspection must name classes of callers ({string.Join(", ", Enum.GetNames<CallerClass>())}), separated by commas; empty for none.");
}
