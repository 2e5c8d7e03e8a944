using Microsoft.Extensions.Options;

namespace Gateway.Http;

[OptionsValidator]
internal sealed partial class HttpOptionsValidator : IValidateOptions<HttpOptions>;
