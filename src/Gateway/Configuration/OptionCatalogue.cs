using System.Collections.Immutable;
using System.Reflection;
using Gateway.Admin;
using Gateway.Auth;
using Gateway.Auth.Jwt;
using Gateway.Caching;
using Gateway.Caching.Documents;
using Gateway.Caching.Storing;
using Gateway.Documents;
using Gateway.Explorer;
using Gateway.Http;
using Gateway.Linear;
using Gateway.Linear.Feed;
using Gateway.Live;
using Gateway.Sandbox;
using Gateway.Schemas;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Watching;
using Gateway.Telemetry;
using Gateway.Webhooks;

namespace Gateway.Configuration;

/// <summary>Every option there is, by section.</summary>
internal static class OptionCatalogue
{
    // The sandbox's webhooks go to the gateway itself.
    private static readonly string[] NotForUsers = [nameof(SandboxOptions.WebhookUrl), nameof(SandboxOptions.WebhookSecret)];

    /// <summary>The options of each section.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<PropertyInfo>> Sections { get; } = new Dictionary<string, Type[]>
    {
        ["Admin"] = [typeof(AdminOptions)],
        ["Auth"] = [typeof(AuthOptions)],
        ["Auth:Jwt"] = [typeof(JwtOptions)],
        ["Budget"] = [typeof(BudgetOptions)],
        ["Cache"] = [typeof(CacheOptions)],
        ["Consistency"] = [typeof(ConsistencyOptions)],
        ["Documents"] = [typeof(DocumentOptions), typeof(DocumentStoreOptions)],
        ["Explorer"] = [typeof(ExplorerOptions)],
        ["Feed"] = [typeof(FeedOptions)],
        ["Fetch"] = [typeof(FetchOptions)],
        ["Http"] = [typeof(HttpOptions)],
        ["Limits"] = [typeof(LimitsOptions)],
        ["Linear"] = [typeof(LinearOptions)],
        ["Redis"] = [typeof(RedisOptions)],
        ["Sandbox"] = [typeof(SandboxOptions)],
        ["Schema"] = [typeof(SchemaOptions)],
        ["Subscriptions"] = [typeof(SubscriptionOptions)],
        ["Telemetry"] = [typeof(TelemetryOptions)],
        ["Webhooks"] = [typeof(WebhookOptions)],
    }.ToImmutableSortedDictionary(section => section.Key, section => Settable(section.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys such as <c>Fetch:MaxInFlight</c>, and <c>Urls</c>.</summary>
    public static ImmutableArray<string> Keys { get; } =
        ["Urls", .. Sections.SelectMany(section => section.Value.Select(option => $"{section.Key}:{option.Name}"))];

    /// <summary>The key as we write it; null if there is no such option. Case does not matter.</summary>
    /// <remarks>Below <c>Logging</c> any key will do, since categories are not ours to list.</remarks>
    public static string? Find(string key) =>
        Keys.FirstOrDefault(known => known.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? (IsOfLogging(key) ? key : null);

    private static bool IsOfLogging(string key) =>
        key.Split(':') is [var section, _, ..] parts
        && section.Equals("Logging", StringComparison.OrdinalIgnoreCase)
        && parts.All(part => part.Length > 0);

    private static ImmutableArray<PropertyInfo> Settable(Type[] types) =>
        [.. types.SelectMany(type => type.GetProperties()).Where(property => property.CanWrite && !NotForUsers.Contains(property.Name))];
}
