using Microsoft.Extensions.Options;

namespace Gateway.Configuration;

/// <summary>Asks all validators of options at once.</summary>
internal static class OptionFaults
{
    /// <summary>All that they find, a sentence each.</summary>
    public static IReadOnlyList<string> Find(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException error)
        {
            return [.. Tell(error)];
        }
        catch (AggregateException errors)
        {
            return [.. errors.InnerExceptions.OfType<OptionsValidationException>().SelectMany(Tell)];
        }
    }

    /// <summary>Reads all options, so that what is read later is what was checked, whatever becomes of their files.</summary>
    public static void Settle(IServiceProvider services)
    {
        foreach (var type in OptionCatalogue.Sections.Values.SelectMany(options => options).Select(option => option.DeclaringType!).Distinct())
        {
            object options = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
            options.GetType().GetProperty(nameof(IOptions<object>.Value))!.GetValue(options);
        }
    }

    /// <summary>What is wrong with options that are not in use yet.</summary>
    public static IEnumerable<string> Find<T>(T options, IEnumerable<IValidateOptions<T>> rules)
        where T : class =>
        rules.Select(rule => rule.Validate(Options.DefaultName, options)).Where(result => result.Failed)
            .SelectMany(result => result.Failures!).Select(failure => Tell(typeof(T), failure));

    private static IEnumerable<string> Tell(OptionsValidationException error) => error.Failures.Select(failure => Tell(error.OptionsType, failure));

    // The generated validators say "Member: The field Type.Member must be …"; an operator knows "Section:Member".
    private static string Tell(Type type, string failure)
    {
        int colon = failure.IndexOf(": ", StringComparison.Ordinal);
        string text = colon < 0 ? failure : failure[(colon + 2)..];
        string? section = OptionCatalogue.Sections.FirstOrDefault(section => section.Value.Any(option => option.DeclaringType == type)).Key;
        return text
            .Replace($"The field {type.Name}.", $"{section}:", StringComparison.Ordinal)
            .Replace($"The {type.Name}.", $"{section}:", StringComparison.Ordinal)
            .Replace(" field is required", " is required", StringComparison.Ordinal);
    }
}
