using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Values;

namespace Gateway.Sandbox.Querying;

/// <summary>The errors of single fields, worded as Linear words them.</summary>
internal static class Faults
{
    /// <summary>No entity of that type has the id asked for.</summary>
    public static FieldFault NotFound(string type) => new($"Entity not found: {type}")
    {
        Extensions = Encoding.UTF8.GetBytes(
            "{\"type\":\"invalid input\",\"code\":\"INPUT_ERROR\",\"statusCode\":400,\"userError\":true,"
            + $"\"userPresentableMessage\":\"Could not find referenced {type}.\"}}"),
    };

    /// <summary>An argument that the schema allows and the API does not.</summary>
    public static FieldFault InvalidArgument(InvalidArgumentException problem) => new("Argument Validation Error")
    {
        Extensions = CanonicalJson.Write(problem, static (writer, state) => WriteInvalidArgument(writer, state)),
    };

    private static void WriteInvalidArgument(Utf8JsonWriter writer, InvalidArgumentException problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "invalid input");
        writer.WriteString("code", "INVALID_INPUT");
        writer.WriteNumber("statusCode", 400);
        writer.WriteBoolean("userError", true);
        writer.WriteString("userPresentableMessage", $"{problem.Message}.");
        writer.WriteStartArray("validationErrors");
        writer.WriteStartObject();
        writer.WriteString("property", problem.Property);
        writer.WriteStartObject("constraints");
        writer.WriteString(problem.Constraint, problem.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
