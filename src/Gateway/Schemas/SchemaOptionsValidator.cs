using Microsoft.Extensions.Options;

namespace Gateway.Schemas;

[OptionsValidator]
internal sealed partial class SchemaOptionsValidator : IValidateOptions<SchemaOptions>;
