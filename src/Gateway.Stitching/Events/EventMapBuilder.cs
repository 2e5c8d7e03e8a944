using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Events;

/// <summary>Reads the event map off the schema's directives.</summary>
internal static class EventMapBuilder
{
    public static EventMap Build(Schema schema, List<string> problems)
    {
        var rules = new List<EventRule>();
        foreach (var type in schema.Types.OfType<ObjectType>())
        {
            foreach (var directive in type.Directives.Where(directive => directive.Name.Value == "invalidatedBy"))
            {
                if (directive.Argument("event") is not StringValueSyntax name || directive.Argument("id") is not StringValueSyntax path)
                {
                    problems.Add($"@invalidatedBy on {type.Name} must name an event and the place of the id.");
                    continue;
                }

                rules.Add(new EventRule(
                    name.Value,
                    type.Name,
                    path.Value,
                    directive.Argument("lists") is not BooleanValueSyntax { Value: false },
                    name.Value == type.Name && path.Value == "data.id"));
            }
        }

        var purges = schema.Directives
            .Where(directive => directive.Name.Value == "purgedBy")
            .Select(directive => directive.Argument("event"))
            .OfType<StringValueSyntax>()
            .Select(name => name.Value);
        return new EventMap(rules, purges);
    }
}
