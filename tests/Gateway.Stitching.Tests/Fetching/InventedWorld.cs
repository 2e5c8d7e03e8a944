using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>Answers any document over the slice with invented values, and fails where the test says so.</summary>
/// <remarks>A leaf tells of which entity and field it is; a link leads to an entity named after the link and its owner.</remarks>
internal sealed class InventedWorld
{
    private readonly Schema _schema = TestSchema.Slice;

    /// <summary>Ids that no lookup knows.</summary>
    public HashSet<string> Gone { get; } = [];

    /// <summary>Ids that lists leave out.</summary>
    public HashSet<string> Hidden { get; } = [];

    /// <summary>Ids whose single lookup answers null without a word.</summary>
    public HashSet<string> Silent { get; } = [];

    /// <summary>Real ids by other names.</summary>
    public Dictionary<string, string> Aliases { get; } = [];

    /// <summary>Ids of the nodes of a connection without an id filter, by field name.</summary>
    public Dictionary<string, string[]> Pages { get; } = [];

    /// <summary>Where links lead, by owner's id and field name, instead of to an invented entity.</summary>
    public Dictionary<(string Id, string Field), string?> Links { get; } = [];

    /// <summary>Leaves that are not invented, by owner's id and field name.</summary>
    public Dictionary<(string Id, string Field), string> Leaves { get; } = [];

    /// <summary>Whether errors name the call that is to blame.</summary>
    public bool ErrorsHavePath { get; set; } = true;

    /// <summary>Whether only the first of several errors is told.</summary>
    public bool TellsOneError { get; set; }

    /// <summary>Changes with each version of the world; part of every leaf.</summary>
    public string Version { get; set; } = "";

    public string Answer(string body)
    {
        var sent = SentDocument.Of(body);
        var data = new JsonObject();
        var errors = new JsonArray();
        foreach (var call in sent.Calls)
        {
            data[call.ResponseName] = Call(sent, call, errors);
        }

        var answer = new JsonObject { ["data"] = errors.Count > 0 ? null : data };
        if (errors.Count > 0)
        {
            answer["errors"] = TellsOneError ? new JsonArray(errors[0]!.DeepClone()) : errors;
        }

        return answer.ToJsonString();
    }

    private JsonNode? Call(SentDocument sent, FieldSyntax call, JsonArray errors)
    {
        var field = _schema.Query.Field(call.Name.Value) ?? _schema.Mutation!.Field(call.Name.Value)!;
        if (sent.Argument(call, "id") is { ValueKind: JsonValueKind.String } given)
        {
            string id = given.GetString()!;
            if (Gone.Contains(id))
            {
                errors.Add(NotFound(field.Type.Named.Name, call.ResponseName));
                return null;
            }

            return Silent.Contains(id) ? null : Object(sent, call.SelectionSet!, (ObjectType)field.Type.Named, Aliases.GetValueOrDefault(id, id));
        }

        return Value(sent, call, field, "root");
    }

    private JsonObject NotFound(string type, string alias)
    {
        var error = new JsonObject
        {
            ["message"] = $"Entity not found: {type}",
            ["extensions"] = new JsonObject { ["type"] = "invalid input", ["code"] = "INPUT_ERROR" },
        };
        if (ErrorsHavePath)
        {
            error["path"] = new JsonArray(alias);
        }

        return error;
    }

    private JsonNode? Value(SentDocument sent, FieldSyntax syntax, FieldDefinition field, string owner)
    {
        if (syntax.SelectionSet is not { } selection)
        {
            return field.Name == "id" ? owner : Leaves.GetValueOrDefault((owner, field.Name), $"{owner}.{field.Name}{Version}");
        }

        if (field.Type.Nullable is ListTypeRef)
        {
            return new JsonArray();
        }

        if (field.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            return Page(sent, selection, (ObjectType)field.Type.Named, NodeIds(sent, syntax));
        }

        string? target = Links.TryGetValue((owner, field.Name), out string? link) ? link : $"{field.Name}-of-{owner}";
        var type = field.Type.Named is UnionType union ? union.Members[0] : (ObjectType)field.Type.Named;
        return target is null ? null : Object(sent, selection, type, target);
    }

    private IEnumerable<string> NodeIds(SentDocument sent, FieldSyntax page)
    {
        if (sent.Argument(page, "filter") is { ValueKind: JsonValueKind.Object } filter && filter.TryGetProperty("id", out var ids))
        {
            return ids.GetProperty("in").EnumerateArray().Select(id => id.GetString()!).Where(id => !Gone.Contains(id) && !Hidden.Contains(id));
        }

        return Pages.GetValueOrDefault(page.Name.Value, []);
    }

    private JsonObject Page(SentDocument sent, SelectionSetSyntax selection, ObjectType type, IEnumerable<string> ids)
    {
        var page = new JsonObject();
        var node = (ObjectType)type.Field("nodes")!.Type.Named;
        foreach (var part in selection.Selections.Cast<FieldSyntax>())
        {
            page[part.ResponseName] = part.Name.Value switch
            {
                "nodes" => new JsonArray([.. ids.Select(id => Object(sent, part.SelectionSet!, node, id))]),
                "edges" => new JsonArray([.. ids.Select(id => Edge(sent, part.SelectionSet!, node, id))]),
                _ => new JsonObject { ["startCursor"] = null, ["endCursor"] = null, ["hasNextPage"] = false, ["hasPreviousPage"] = false },
            };
        }

        return page;
    }

    private JsonObject Edge(SentDocument sent, SelectionSetSyntax selection, ObjectType node, string id)
    {
        var edge = new JsonObject();
        foreach (var part in selection.Selections.Cast<FieldSyntax>())
        {
            edge[part.ResponseName] = part.Name.Value == "node" ? Object(sent, part.SelectionSet!, node, id) : $"cursor-of-{id}";
        }

        return edge;
    }

    private JsonObject Object(SentDocument sent, SelectionSetSyntax selection, ObjectType type, string id)
    {
        var result = new JsonObject();
        Fill(result, sent, selection, type, id);
        return result;
    }

    private void Fill(JsonObject result, SentDocument sent, SelectionSetSyntax selection, ObjectType type, string id)
    {
        foreach (var part in selection.Selections)
        {
            switch (part)
            {
                case FieldSyntax { Name.Value: "__typename" } name:
                    result[name.ResponseName] = type.Name;
                    break;
                case FieldSyntax field:
                    result[field.ResponseName] = Value(sent, field, type.Field(field.Name.Value)!, id);
                    break;
                case FragmentSpreadSyntax spread:
                    Fill(result, sent, sent.Fragment(spread.Name.Value).SelectionSet, type, id);
                    break;
                case InlineFragmentSyntax inline when inline.TypeCondition!.Name == type.Name:
                    Fill(result, sent, inline.SelectionSet, type, id);
                    break;
                default:
                    break;
            }
        }
    }
}
