using Microsoft.Extensions.Options;

namespace Gateway.Caching.Documents;

[OptionsValidator]
internal sealed partial class DocumentStoreOptionsValidator : IValidateOptions<DocumentStoreOptions>;
