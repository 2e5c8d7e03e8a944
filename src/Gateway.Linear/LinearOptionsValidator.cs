using Microsoft.Extensions.Options;

namespace Gateway.Linear;

[OptionsValidator]
internal sealed partial class LinearOptionsValidator : IValidateOptions<LinearOptions>;
