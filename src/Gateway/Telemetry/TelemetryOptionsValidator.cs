using Microsoft.Extensions.Options;

namespace Gateway.Telemetry;

/// <summary>Checks the attributes of <see cref="TelemetryOptions"/>, without looking for them when the program runs.</summary>
[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
