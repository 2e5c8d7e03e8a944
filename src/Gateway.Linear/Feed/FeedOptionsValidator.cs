using Microsoft.Extensions.Options;

namespace Gateway.Linear.Feed;

[OptionsValidator]
internal sealed partial class FeedOptionsValidator : IValidateOptions<FeedOptions>;
