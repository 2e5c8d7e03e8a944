using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Limits;

[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;
