using Microsoft.Extensions.Options;

namespace Gateway.Caching.Storing;

[OptionsValidator]
internal sealed partial class RedisOptionsValidator : IValidateOptions<RedisOptions>;
