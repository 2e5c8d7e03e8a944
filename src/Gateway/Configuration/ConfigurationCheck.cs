using System.ComponentModel;
using System.Reflection;
using System.Text.Json;

namespace Gateway.Configuration;

/// <summary>Finds what binding would ignore or stumble over: unknown options, and values of the wrong kind.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Takes unusable entries out, so that the others can be checked as well, and tells what was wrong with them. Quotes no value.</summary>
    public static List<string> TakeOutFaults(IConfigurationManager configuration)
    {
        var bad = new List<string>();
        var faults = Find(configuration, bad);
        if (bad.Count > 0)
        {
            TakeOut(configuration, bad);
        }

        return faults;
    }

    /// <summary>Tells what is wrong with entries. Quotes no value.</summary>
    /// <param name="configuration">Stays as it is.</param>
    /// <param name="bad">The paths of such entries are added.</param>
    public static List<string> Find(IConfiguration configuration, List<string> bad)
    {
        var faults = new List<string>();
        foreach (var (name, options) in OptionCatalogue.Sections)
        {
            foreach (var entry in configuration.GetSection(name).GetChildren())
            {
                // A section in a section.
                if (OptionCatalogue.Sections.ContainsKey($"{name}:{entry.Key}") && entry.Value is null)
                {
                    continue;
                }

                if (FaultOf($"{name}:{entry.Key}", entry, options.FirstOrDefault(option => Matches(option, entry))) is { } fault)
                {
                    faults.Add(fault);
                    bad.Add(entry.Path);
                }
            }
        }

        // For all providers, and for one, as in Logging:Console:LogLevel.
        var logging = configuration.GetSection("Logging");
        var levels = logging.GetChildren().Select(provider => provider.GetSection("LogLevel")).Prepend(logging.GetSection("LogLevel"));
        foreach (var level in levels.SelectMany(section => section.GetChildren()).Where(level => !Enum.TryParse<LogLevel>(level.Value, true, out _)))
        {
            faults.Add($"{level.Path} must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            bad.Add(level.Path);
        }

        return faults;
    }

    private static bool Matches(PropertyInfo option, IConfigurationSection entry) =>
        option.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase);

    private static string? FaultOf(string key, IConfigurationSection entry, PropertyInfo? option)
    {
        if (option is null)
        {
            return $"{key} is no option.{Nearest.Hint(key, OptionCatalogue.Keys)}";
        }

        return entry.GetChildren().Any() ? $"{key} takes one value."
            : entry.Value is { } value && !CanConvert(option.PropertyType, value)
                ? $"{key} must be {Kind(option.PropertyType)}.{Hint(option.PropertyType, value)}"
            : null;
    }

    private static bool CanConvert(Type type, string value)
    {
        if (type.IsEnum)
        {
            // A converter would take numbers, too, also such that mean nothing.
            return Words(type).Contains(value, StringComparer.OrdinalIgnoreCase);
        }

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Kind(Type type) =>
        type == typeof(TimeSpan) ? "a time span, such as 00:00:30"
        : type == typeof(bool) ? "true or false"
        : type == typeof(Uri) ? "an absolute address"
        : type == typeof(double) ? "a number"
        : type.IsEnum ? string.Join(" or ", Words(type))
        : "a whole number in its range";

    private static string Hint(Type type, string value) => type.IsEnum ? Nearest.Hint(value, Words(type)) : "";

    private static IEnumerable<string> Words(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static void TakeOut(IConfigurationManager configuration, List<string> bad)
    {
        var rest = configuration.AsEnumerable()
            .Where(pair => !bad.Exists(path =>
                pair.Key.Equals(path, StringComparison.OrdinalIgnoreCase) || pair.Key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase)))
            .ToList();
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection(rest);
    }
}
