using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Live;

/// <summary>Reads off the schema's directives which events subscribers are told of.</summary>
/// <param name="isEntity">Whether objects of a type have an identity.</param>
/// <param name="problems">What is wrong with the directives: to be added to.</param>
internal sealed class LiveMapBuilder(Func<ObjectType, bool> isEntity, List<string> problems)
{
    public LiveMap Build(Schema schema) => new([.. schema.Subscription?.Fields.SelectMany(RulesOf) ?? []]);

    private IEnumerable<LiveRule> RulesOf(FieldDefinition field)
    {
        var directives = field.Directives.Where(directive => directive.Name.Value == "tells").ToList();
        if (directives.Count > 0 && (field.Type.Named is not ObjectType type || field.Type.Nullable is ListTypeRef || !isEntity(type)))
        {
            problems.Add($"@tells on Subscription.{field.Name}: the field must lead to an object that has an identity.");
            yield break;
        }

        var marks = MarksOf(field);
        foreach (var directive in directives)
        {
            if (directive.Argument("event") is StringValueSyntax name && directive.Argument("id") is StringValueSyntax path)
            {
                yield return new LiveRule(field.Name, field.Type.Named.Name, name.Value, TextsOf(directive.Argument("actions")), path.Value, marks);
            }
            else
            {
                problems.Add($"@tells on Subscription.{field.Name} must name an event and the place of the id.");
            }
        }
    }

    private static ImmutableArray<(string Argument, ImmutableArray<string> Paths)> MarksOf(FieldDefinition field) =>
    [
        .. from argument in field.Arguments
           let heard = argument.Directives.FirstOrDefault(directive => directive.Name.Value == "hears")
           where heard is not null
           select (argument.Name, TextsOf(heard.Argument("at"))),
    ];

    private static ImmutableArray<string> TextsOf(ValueSyntax? value) => value switch
    {
        StringValueSyntax text => [text.Value],
        ListValueSyntax list => [.. list.Items.OfType<StringValueSyntax>().Select(text => text.Value)],
        _ => [],
    };
}
