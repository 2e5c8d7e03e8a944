using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Mapping;

/// <summary>Reads <c>@cacheControl</c>, <c>@cacheControlWhen</c>, <c>@cacheControlUntil</c> and <c>@cacheControlLive</c> off a schema.</summary>
/// <param name="problems">What is wrong with them is added here.</param>
internal sealed class AgeRuleBuilder(List<string> problems)
{
    private const string CacheControl = "cacheControl";
    private const string CacheControlWhen = "cacheControlWhen";
    private const string CacheControlUntil = "cacheControlUntil";
    private const string CacheControlLive = "cacheControlLive";

    public static bool HasRule(ImmutableArray<DirectiveSyntax> directives) => directives.Any(directive => directive.Name.Value == CacheControl);

    /// <summary>The rule of a type or field.</summary>
    /// <param name="directives">Those on it.</param>
    /// <param name="inherited">What counts for each argument that is not given.</param>
    /// <param name="place">The name of the type or field.</param>
    public AgeRule Read(ImmutableArray<DirectiveSyntax> directives, AgeRule inherited, string place) =>
        directives.LastOrDefault(directive => directive.Name.Value == CacheControl) is { } directive
            ? Read(directive, inherited, place)
            : inherited;

    /// <summary>The rules of a type that depend on a leaf of its entities, in the order of their writing.</summary>
    public ImmutableArray<StateRule> ReadStates(ObjectType type, AgeRule ages)
    {
        var rules = ImmutableArray.CreateBuilder<StateRule>();
        foreach (var directive in type.Directives.Where(directive => directive.Name.Value == CacheControlWhen))
        {
            if (Condition(type, directive, "field") is { } condition)
            {
                rules.Add(new StateRule(condition, Read(directive, ages, type.Name)));
            }
        }

        return rules.ToImmutable();
    }

    /// <summary>When entities of a type change by themselves; null if they do not.</summary>
    public UntilRule? ReadUntil(ObjectType type)
    {
        if (type.Directives.LastOrDefault(directive => directive.Name.Value == CacheControlUntil) is not { } directive
            || Field(type, directive, "field") is not { } field
            || Milliseconds(directive, "plus", type.Name) is not { } plus)
        {
            return null;
        }

        if (IsBare(field))
        {
            problems.Add($"@{CacheControlUntil} on {type.Name}: {field.Name} tells no moment.");
            return null;
        }

        if (directive.Argument("when") is null && directive.Argument("in") is null)
        {
            return new UntilRule(new FieldKey(field.Name), plus, null);
        }

        return Condition(type, directive, "when") is { } condition ? new UntilRule(new FieldKey(field.Name), plus, condition) : null;
    }

    /// <summary>How old values of a type may be while each change is told: milliseconds; 0 without a rule.</summary>
    public long ReadLive(ObjectType type) =>
        type.Directives.LastOrDefault(directive => directive.Name.Value == CacheControlLive) is { } directive
            ? Milliseconds(directive, "maxAge", type.Name) ?? 0
            : 0;

    private LeafCondition? Condition(ObjectType type, DirectiveSyntax directive, string argument) =>
        Field(type, directive, argument) is { } field && Values(type, directive) is { } values
            ? new LeafCondition(
                new FieldKey(field.Name),
                [.. values.Select(value => IsBare(field) ? Encoding.UTF8.GetBytes(value) : CanonicalJson.OfString(value).ToArray())])
            : null;

    // What stands in JSON without quotes.
    private static bool IsBare(FieldDefinition field) => field.Type.Named.Name is "Boolean" or "Int" or "Float";

    private AgeRule Read(DirectiveSyntax directive, AgeRule inherited, string place) => AgeRule.Of(
        Milliseconds(directive, "maxAge", place) ?? inherited.MaxAge,
        Milliseconds(directive, "staleWhileRevalidate", place) ?? inherited.WhileRevalidate,
        Milliseconds(directive, "staleIfError", place) ?? inherited.IfError);

    private long? Milliseconds(DirectiveSyntax directive, string argument, string place)
    {
        if (directive.Argument(argument) is not IntValueSyntax given)
        {
            return null;
        }

        if (int.TryParse(given.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds) && seconds >= 0)
        {
            return seconds * 1000L;
        }

        problems.Add($"@{directive.Name.Value} on {place}: {argument} must be from 0 to {int.MaxValue} seconds.");
        return null;
    }

    private FieldDefinition? Field(ObjectType type, DirectiveSyntax directive, string argument)
    {
        string? name = (directive.Argument(argument) as StringValueSyntax)?.Value;
        if (name is null || type.Field(name) is not { } field)
        {
            problems.Add($"@{directive.Name.Value} on {type.Name} names no field of the type{(name is null ? "" : $": \"{name}\"")}.");
            return null;
        }

        if (field.Type.Named.IsComposite || field.Type.Nullable is ListTypeRef || !field.Arguments.IsEmpty)
        {
            problems.Add($"@{directive.Name.Value} on {type.Name}: {name} is no single leaf without arguments.");
            return null;
        }

        return field;
    }

    private List<string>? Values(ObjectType type, DirectiveSyntax directive)
    {
        // One value may stand where a list is expected.
        ImmutableArray<ValueSyntax> given = directive.Argument("in") switch
        {
            ListValueSyntax list => list.Items,
            { } single => [single],
            null => [],
        };
        var values = given.OfType<StringValueSyntax>().Select(value => value.Value).ToList();
        if (values.Count > 0 && values.Count == given.Length)
        {
            return values;
        }

        problems.Add($"@{directive.Name.Value} on {type.Name} must list at least one value, and texts only.");
        return null;
    }
}
