using Microsoft.Extensions.Options;

namespace Gateway.Webhooks;

/// <summary>Checks that a secret that is set can sign something: <c>","</c> and blanks would silently close the endpoint.</summary>
internal sealed class WebhookSecretValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options) =>
        options.Secret.Length == 0 || options.Secrets().Length > 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Webhooks:Secret must hold at least one secret that is not blank.");
}
