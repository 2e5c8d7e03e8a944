using Microsoft.Extensions.Options;

namespace Gateway.Webhooks;

[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
