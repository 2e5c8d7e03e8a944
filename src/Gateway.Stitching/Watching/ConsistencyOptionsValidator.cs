using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Watching;

[OptionsValidator]
internal sealed partial class ConsistencyOptionsValidator : IValidateOptions<ConsistencyOptions>;
