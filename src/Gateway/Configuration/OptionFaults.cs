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
