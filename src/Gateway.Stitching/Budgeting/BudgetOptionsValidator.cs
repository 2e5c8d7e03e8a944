using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Budgeting;

[OptionsValidator]
internal sealed partial class BudgetOptionsValidator : IValidateOptions<BudgetOptions>;
