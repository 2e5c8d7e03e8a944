using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Fetching;

[OptionsValidator]
internal sealed partial class FetchOptionsValidator : IValidateOptions<FetchOptions>;
