using Microsoft.Extensions.Options;

namespace Gateway.Live;

[OptionsValidator]
internal sealed partial class SubscriptionOptionsValidator : IValidateOptions<SubscriptionOptions>;
