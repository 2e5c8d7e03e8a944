using Microsoft.Extensions.Options;

namespace Gateway.Documents;

[OptionsValidator]
internal sealed partial class DocumentOptionsValidator : IValidateOptions<DocumentOptions>;
