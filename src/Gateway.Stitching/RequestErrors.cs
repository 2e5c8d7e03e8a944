using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Validation.Limits;
using Gateway.Stitching.Costs;

namespace Gateway.Stitching;

/// <summary>
/// The refusals of requests, as clients can tell them apart: <c>extensions.code</c> says what is wrong, <c>extensions.type</c> is that by which
/// the official SDK chooses the class of its error.
/// </summary>
internal static class RequestErrors
{
    private const string GraphQL = "graphql error";
    private const string InvalidInput = "invalid input";

    private static readonly byte[] Syntax = Extensions("GRAPHQL_PARSE_FAILED", GraphQL);
    private static readonly byte[] Validation = Extensions("GRAPHQL_VALIDATION_FAILED", GraphQL);
    private static readonly byte[] Variables = Extensions("BAD_USER_INPUT", InvalidInput);
    private static readonly byte[] Operation = Extensions("OPERATION_RESOLUTION_FAILURE", GraphQL);
    private static readonly byte[] Unsupported = Extensions("OPERATION_NOT_SUPPORTED", GraphQL);
    private static readonly byte[] Limit = Extensions("DOCUMENT_LIMIT_EXCEEDED", GraphQL);

    /// <summary>A mutation or subscription that came with GET.</summary>
    public static GraphQLError NotOverGet { get; } = new("Only queries may be sent with GET.") { Extensions = Extensions("BAD_REQUEST", GraphQL) };

    /// <summary>A subscription where one answer is all there can be.</summary>
    public static GraphQLError NotLive { get; } =
        new("Subscriptions are answered over WebSocket (graphql-transport-ws) or as text/event-stream only.") { Extensions = Unsupported };

    /// <summary>Something else where a subscription is expected.</summary>
    public static GraphQLError OnlyLive { get; } = new("This is not a subscription.") { Extensions = Unsupported };

    /// <summary>A subscription to something that no event tells.</summary>
    public static GraphQLError Untold(string field) => new($"No event tells the gateway of \"{field}\".") { Extensions = Unsupported };

    /// <summary>The schema is asked for by someone who may not.</summary>
    public static GraphQLError Introspection { get; } = new("Introspection is switched off for you: \"__schema\" and \"__type\" may not be selected.")
    {
        Extensions = Extensions("INTROSPECTION_DISABLED", GraphQL),
    };

    /// <summary>Keeps to every limit, and is still too much once its fragments are put together for each type that they may meet.</summary>
    public static GraphQLError TooLargeToPlan { get; } =
        new("The operation is too large to plan: its fragments select too much of too many types.") { Extensions = Limit };

    /// <summary>Why a document is refused.</summary>
    /// <param name="document">One with errors.</param>
    /// <param name="withHints">Whether the caller may be told what names it may have meant.</param>
    public static ImmutableArray<GraphQLError> OfDocument(CompiledDocument document, bool withHints) => document.Fault switch
    {
        DocumentFault.Limit => [OfLimit(document.Breach!, document.Errors[0])],
        DocumentFault.Syntax => With(Syntax, document.Errors),
        _ => With(Validation, withHints ? document.Errors : WithoutHints(document.Errors)),
    };

    /// <summary>There is no such operation, or no telling which one is meant.</summary>
    public static GraphQLError OfOperation(GraphQLError error) => error with { Extensions = Operation };

    public static ImmutableArray<GraphQLError> OfVariables(ImmutableArray<GraphQLError> errors, bool withHints) =>
        With(Variables, withHints ? errors : WithoutHints(errors));

    /// <summary>A list is asked for without saying, or saying more than once, how long it may be.</summary>
    public static GraphQLError OfSlicing(GraphQLError error) => error with { Extensions = Validation };

    public static GraphQLError OfCost(Cost cost, double maximum)
    {
        double actual = cost.Total < LimitBreach.Most ? cost.Total : LimitBreach.Most;
        string atLeast = actual < LimitBreach.Most ? "" : "at least ";
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"The operation costs {atLeast}{Text(actual)} points; at most {Text(maximum)} are taken (Limits:Cost).");
        return new GraphQLError(message) { Extensions = Limits("cost", maximum, actual) };
    }

    // A fraction is written with fifteen digits, fewer than a whole number may have.
    private static string Text(double points) => double.IsInteger(points)
        ? ((long)points).ToString("N0", CultureInfo.InvariantCulture)
        : points.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static GraphQLError OfLimit(LimitBreach breach, GraphQLError error)
    {
        // How deep brackets nest is no option.
        string option = breach.Limit == DocumentLimit.Nesting ? "" : $" (Limits:{breach.Limit})";
        return error with
        {
            Message = $"{breach}{option}.",
            Extensions = Limits(JsonNamingPolicy.CamelCase.ConvertName(breach.Limit.ToString()), breach.Maximum, breach.Actual),
        };
    }

    private static ImmutableArray<GraphQLError> With(byte[] extensions, ImmutableArray<GraphQLError> errors) =>
        [.. errors.Select(error => error with { Extensions = extensions })];

    // A hint is the end of a message.
    private static ImmutableArray<GraphQLError> WithoutHints(ImmutableArray<GraphQLError> errors) =>
        [.. errors.Select(error => error with { Message = WithoutHint(error.Message) })];

    private static string WithoutHint(string message)
    {
        int hint = message.EndsWith('?') ? message.LastIndexOf(" Did you mean ", StringComparison.Ordinal) : -1;
        return hint < 0 ? message : message[..hint];
    }

    private static byte[] Extensions(string code, string type) => Write(code, type, static _ => { });

    private static byte[] Limits(string limit, double maximum, double actual) => Write("DOCUMENT_LIMIT_EXCEEDED", GraphQL, writer =>
    {
        writer.WriteString("limit", limit);
        writer.WriteNumber("maximum", maximum);
        writer.WriteNumber("actual", actual);
    });

    private static byte[] Write(string code, string type, Action<Utf8JsonWriter> more)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("code", code);
            writer.WriteString("type", type);
            more(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
