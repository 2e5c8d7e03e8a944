using System.Text.Json;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Changing;

/// <summary>Reads the content of an activity, which the schema leaves open.</summary>
internal static class ActivityContent
{
    // A prompt is the user's.
    private static readonly string[] Kinds = ["thought", "action", "elicitation", "response", "error"];

    /// <exception cref="MutationException">It is none that an agent may send.</exception>
    public static Entity Read(WorldSchema schema, MutationInput input)
    {
        var content = input.Given("content")!.Value;
        if (content.ValueKind != JsonValueKind.Object)
        {
            throw input.Refused("content", "isObject", "must be an object");
        }

        var given = new MutationInput(content, "input.content.");
        if (given.Text("type") is not { } kind || !Kinds.Contains(kind))
        {
            throw given.Refused("type", "isEnum", $"must be one of the following values: {string.Join(", ", Kinds)}");
        }

        var shape = schema.Shape($"AgentActivity{char.ToUpperInvariant(kind[0])}{kind[1..]}Content");
        var values = new Dictionary<string, object?> { ["type"] = kind };
        foreach (string name in kind == "action" ? (string[])["action", "parameter", "result"] : ["body"])
        {
            values[name] = given.Text(name) ?? (name == "result" ? null : throw given.Refused(name, "isString", "must be a string"));
        }

        return new Entity(shape, new object?[shape.Slots]).With(values);
    }
}
