using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Values;

namespace Gateway.Sandbox.Serving;

/// <summary>The answers to requests that are not run, worded as Linear words them.</summary>
internal static class Refusals
{
    public static Reply Unauthenticated() => Of(
        401,
        "Authentication required, not authenticated",
        "{\"type\":\"authentication error\",\"code\":\"AUTHENTICATION_ERROR\",\"statusCode\":401,\"userError\":true,"
        + "\"userPresentableMessage\":\"You need to authenticate to access this operation.\",\"http\":{\"status\":401}}");

    public static Reply Syntax(IReadOnlyList<GraphQLError> errors) => Graph(errors, "GRAPHQL_PARSE_FAILED");

    public static Reply Validation(IReadOnlyList<GraphQLError> errors) => Graph(errors, "GRAPHQL_VALIDATION_FAILED");

    public static Reply Variables(IReadOnlyList<GraphQLError> errors) => Graph(errors, "BAD_USER_INPUT");

    /// <summary>The body is no GraphQL request.</summary>
    public static Reply BadRequest(string message) => Graph([new GraphQLError(message)], "BAD_REQUEST");

    public static Reply TooLarge() => Of(
        413,
        "request entity too large",
        "{\"type\":\"invalid input\",\"code\":\"PAYLOAD_TOO_LARGE\",\"statusCode\":413,\"userError\":true,\"http\":{\"status\":413}}");

    public static Reply TooComplex(double complexity, int most)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture, $"The query is too complex. Complexity: {complexity}. Maximum allowed complexity: {most}.");
        return Of(
            400,
            "Query too complex",
            $"{{\"type\":\"invalid input\",\"code\":\"INPUT_ERROR\",\"statusCode\":400,\"userError\":true,\"userPresentableMessage\":\"{text}\"}}");
    }

    /// <param name="what">What is limited, in the plural.</param>
    /// <param name="limit">How many of them an hour has.</param>
    /// <param name="requested">How many were wanted.</param>
    /// <param name="remaining">How many are left.</param>
    public static Reply RateLimited(string what, int limit, double requested, long remaining)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture, $"Rate limit exceeded. Only {limit} {what} are allowed per 1 hour. Please try again later.");
        string extensions = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"type\":\"ratelimited\",\"code\":\"RATELIMITED\",\"statusCode\":429,\"userError\":true,\"userPresentableMessage\":\"{text}\",\"meta\":")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"rateLimitResult\":{{\"allowed\":false,\"requested\":{requested},\"remaining\":{remaining},\"duration\":3600000,\"limit\":{limit}}}}},")
            + "\"http\":{\"status\":400}}";
        return Of(400, text, extensions);
    }

    private static Reply Graph(IReadOnlyList<GraphQLError> errors, string code)
    {
        var extended = errors.Select(error => error with
        {
            Extensions = CanonicalJson.Write((error.Message, code), static (writer, state) => WriteExtensions(writer, state.Message, state.code)),
        });
        return Of(400, [.. extended]);
    }

    private static void WriteExtensions(Utf8JsonWriter writer, string message, string code)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "graphql error");
        writer.WriteString("code", code);
        writer.WriteNumber("statusCode", 400);
        writer.WriteBoolean("userError", true);
        writer.WriteString("userPresentableMessage", message);
        writer.WriteStartObject("http");
        writer.WriteNumber("status", 400);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static Reply Of(int status, string message, string extensions) =>
        Of(status, [new GraphQLError(message) { Extensions = Encoding.UTF8.GetBytes(extensions) }]);

    private static Reply Of(int status, GraphQLError[] errors)
    {
        using var output = new ResponseBuffer();
        ResponseWriter.WriteRefusal(output, errors);
        return new Reply(status, output.Written.ToArray());
    }
}
