using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>Answers the fields of the query root that lead to one entity.</summary>
internal sealed class RootFields(Snapshot snapshot)
{
    /// <exception cref="InvalidArgumentException">No id is given.</exception>
    public SourceValue Answer(OperationRun run, FieldPlan field)
    {
        string type = field.Definition.Type.Named.Name;
        var found = field.Definition.Name switch
        {
            "viewer" => Viewer(),
            "organization" => snapshot.Table("Organization").Newest[0],
            _ => ById(type, run.Arguments(field)),
        };
        return found is null ? SourceValue.Error(Faults.NotFound(type)) : SourceValue.Object(found);
    }

    private Entity? ById(string type, ReadOnlyMemory<byte> arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        string? id = Text(json.RootElement, "id");
        string? hash = Text(json.RootElement, "hash");
        var table = snapshot.Table(type);
        if (id is null)
        {
            return hash is null
                ? throw new InvalidArgumentException("id", "isDefined", "id or hash must be given")
                : table.Newest.FirstOrDefault(comment => comment.Id.StartsWith(hash, StringComparison.Ordinal) && hash.Length == 8);
        }

        return table.Find(id) ?? type switch
        {
            "Issue" => First(table, "identifier", id.ToUpperInvariant()) ?? First(table, "previousIdentifiers", id.ToUpperInvariant()),
            "Project" => First(table, "slugId", id),
            "User" when id == "me" => Viewer(),
            _ => null,
        };
    }

    private Entity? Viewer() => snapshot.Table("User").Newest.FirstOrDefault(user => user["isMe"] is true);

    private static Entity? First(EntityTable table, string field, string key) => table.LinkingTo(field, key) is [var first, ..] ? first : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
