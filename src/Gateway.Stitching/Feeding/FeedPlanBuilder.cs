using System.Collections.Immutable;
using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Linear.Feed;
using Gateway.Stitching.Events;

namespace Gateway.Stitching.Feeding;

/// <summary>Reads off the schema's directives what is listened to.</summary>
/// <param name="events">What events make old.</param>
/// <param name="problems">What is wrong with the directives: to be added to.</param>
internal sealed class FeedPlanBuilder(EventMap events, List<string> problems)
{
    private const string ListensTo = "listensTo";
    private const string Sweep = "sweep";

    public FeedPlan Build(Schema schema)
    {
        ImmutableArray<FeedRule> rules = [.. Named(schema, ListensTo).Select(RuleOf).OfType<FeedRule>()];
        ImmutableArray<string> sweeps = [.. Named(schema, Sweep).Select(directive => Text(directive, "query")).OfType<string>().Where(IsQuery)];
        return new FeedPlan(rules, events, sweeps);
    }

    private FeedRule? RuleOf(DirectiveSyntax directive)
    {
        if (Text(directive, "field") is not { } field
            || Text(directive, "select") is not { } selection
            || Text(directive, "event") is not { Length: > 0 } name
            || Text(directive, "action") is not { } action)
        {
            problems.Add($"@{ListensTo} must name a field of Subscription, what is selected of it, an event and its action, as texts.");
            return null;
        }

        var query = new FeedQuery(field, selection);
        var parsed = Parser.Parse(Encoding.UTF8.GetBytes(query.Document), ParserLimits.Request);
        if (!parsed.Ok
            || parsed.Document.Definitions is not [OperationSyntax { SelectionSet.Selections: [FieldSyntax { SelectionSet: not null } root] }]
            || root.Name.Value != field)
        {
            problems.Add($"@{ListensTo} on {field}: \"{selection}\" is no selection.");
            return null;
        }

        return new FeedRule(query, name, action);
    }

    private bool IsQuery(string document)
    {
        var parsed = Parser.Parse(Encoding.UTF8.GetBytes(document), ParserLimits.Request);
        if (parsed is { Ok: true, Document.Definitions: [OperationSyntax { Kind: OperationKind.Query }] })
        {
            return true;
        }

        problems.Add($"@{Sweep}: \"{document}\" is no query.");
        return false;
    }

    private static IEnumerable<DirectiveSyntax> Named(Schema schema, string name) => schema.Directives.Where(directive => directive.Name.Value == name);

    private static string? Text(DirectiveSyntax directive, string argument) => (directive.Argument(argument) as StringValueSyntax)?.Value;
}
