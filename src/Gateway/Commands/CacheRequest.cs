using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Configuration;
using Gateway.Schemas;
using Microsoft.Extensions.Options;

namespace Gateway.Commands;

/// <summary>What a command of the cache is about, checked.</summary>
/// <param name="Redis">How to reach Redis. Valid, with an address.</param>
/// <param name="Type">An entity type of the schema.</param>
/// <param name="Id">Null for all of the type.</param>
/// <param name="IsSoft">Whether it is to be taken for stale only, where it is purged.</param>
internal sealed record CacheRequest(RedisOptions Redis, string Type, string? Id, bool IsSoft)
{
    private const int MostQuoted = 60;

    /// <summary>The entity; to be asked for only where there is an id.</summary>
    public EntityKey Key => new(Type, Id ?? throw new InvalidOperationException("A whole type is meant."));

    /// <summary>Reads the options as a gateway would, and starts none.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="readsEnvironment">Whether <c>appsettings.json</c> and the environment are read as well.</param>
    /// <param name="faults">Is given all that is wrong. Never holds a secret.</param>
    /// <returns>Null if there are faults.</returns>
    public static CacheRequest? Read(CommandLine line, bool readsEnvironment, List<string> faults)
    {
        faults.AddRange(line.Faults);
        var builder = GatewayComposition.CreateBuilder();
        GatewayConfiguration.Apply(builder.Configuration, new GatewaySetup { Settings = line.Settings, ReadsEnvironment = readsEnvironment });
        faults.AddRange(ConfigurationCheck.TakeOutFaults(builder.Configuration));
        var schemas = SchemaLoader.Load(builder.Configuration.GetSection("Schema").Get<SchemaOptions>() ?? new(), faults);
        var redis = ReadRedis(builder.Configuration, faults);
        if (line.Arguments is [var type, ..] && schemas is not null && FaultOfType(type, EntityTypes.Of(schemas.Merged)) is { } fault)
        {
            faults.Add(fault);
        }

        return faults.Count == 0 ? new CacheRequest(redis, line.Arguments[0], line.Arguments.ElementAtOrDefault(1), line.IsSoft) : null;
    }

    /// <summary>What a purge forgets: with an entity also the lists that may hold it, with a type all lists of it.</summary>
    /// <param name="now">The time by which a soft one goes.</param>
    public Invalidation ToInvalidation(DateTimeOffset now) =>
        (Id is null ? new Invalidation([], [], [Type], false) { Types = [Type] } : Invalidation.Of(Key) with { Tags = [Type] })
        with
        { StaleBefore = IsSoft ? now.ToUnixTimeMilliseconds() : null };

    private static RedisOptions ReadRedis(IConfiguration configuration, List<string> faults)
    {
        using var services = new ServiceCollection().AddSingleton(configuration).AddGatewayCaching().BuildServiceProvider();
        var found = OptionFaults.Find(services);
        faults.AddRange(found);
        var redis = found.Count == 0 ? services.GetRequiredService<IOptions<RedisOptions>>().Value : new RedisOptions();
        if (found.Count == 0 && redis.Address.Length == 0)
        {
            faults.Add(
                "Name the Redis of the deployment: --redis ADDRESS, or REDIS_URL in the environment. "
                + "Without Redis each gateway keeps its records in its own memory, which no command can look into.");
        }

        return redis;
    }

    private static string? FaultOfType(string type, IReadOnlyList<string> known)
    {
        if (known.Contains(type))
        {
            return null;
        }

        string hint = Nearest.Hint(type, known);
        return $"{Quote(type)} is no type of entities.{(hint.Length > 0 ? hint : $" There are: {string.Join(", ", known)}.")}";
    }

    // Anything but a name may be a secret that lost its option.
    private static string Quote(string type) =>
        type.Length <= MostQuoted && type.All(char.IsAsciiLetter) ? $"'{type}'" : "The first argument";
}
