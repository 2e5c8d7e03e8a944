using System.Collections.Immutable;
using Gateway.Caching;
using Gateway.Stitching.Limits;
using Microsoft.Extensions.Options;

namespace Gateway.Configuration;

/// <summary>The options that may change while the gateway runs.</summary>
/// <param name="limits">What callers' documents may be.</param>
/// <param name="defaultMaxAge">How long values are fresh where no rule says otherwise.</param>
internal sealed class ReloadableOptions(LimitsOptions limits, TimeSpan defaultMaxAge)
{
    private const string DefaultMaxAgeKey = "Cache:DefaultMaxAge";

    // Followed by others: credentials and the levels of logs.
    private static readonly ImmutableArray<string> Elsewhere =
    [
        "Linear:ApiKey", "Linear:ApiKeyFile", "Linear:AccessToken", "Linear:AccessTokenFile", "Linear:ClientSecret", "Linear:ClientSecretFile",
    ];

    public LimitsOptions Limits { get; } = limits;

    public TimeSpan DefaultMaxAge { get; } = defaultMaxAge;

    /// <summary>Reads them.</summary>
    /// <param name="configuration">All options.</param>
    /// <param name="limitRules">What limits must keep to.</param>
    /// <param name="cacheRules">What options of the cache must keep to.</param>
    /// <param name="faults">To be added to, a sentence each. Quotes no value.</param>
    public static ReloadableOptions? Read(
        IConfiguration configuration,
        IEnumerable<IValidateOptions<LimitsOptions>> limitRules,
        IEnumerable<IValidateOptions<CacheOptions>> cacheRules,
        List<string> faults)
    {
        faults.AddRange(ConfigurationCheck.Find(configuration, []));
        if (faults.Count > 0)
        {
            return null;
        }

        var limits = configuration.GetSection("Limits").Get<LimitsOptions>() ?? new LimitsOptions();
        var cache = configuration.GetSection("Cache").Get<CacheOptions>() ?? new CacheOptions();
        faults.AddRange(OptionFaults.Find(limits, limitRules));
        faults.AddRange(OptionFaults.Find(cache, cacheRules));
        return faults.Count > 0 ? null : new ReloadableOptions(limits, cache.DefaultMaxAge);
    }

    /// <summary>Whether all values are the same.</summary>
    public bool IsLike(ReloadableOptions other) =>
        DefaultMaxAge == other.DefaultMaxAge
        && OptionCatalogue.Sections["Limits"].All(option => Equals(option.GetValue(Limits), option.GetValue(other.Limits)));

    /// <summary>The values of all other options, which count from the next start.</summary>
    public static IReadOnlyDictionary<string, string?> OthersOf(IConfiguration configuration) =>
        OptionCatalogue.Keys
            .Where(key => key != DefaultMaxAgeKey && !key.StartsWith("Limits:", StringComparison.Ordinal) && !Elsewhere.Contains(key))
            .ToDictionary(key => key, key => configuration[key], StringComparer.Ordinal);
}
