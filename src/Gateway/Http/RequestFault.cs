using System.Text;
using Gateway.GraphQL.Errors;

namespace Gateway.Http;

/// <summary>Why a request is not answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">For the caller. Quotes nothing of the request.</param>
/// <param name="Code">What clients decide by, in <c>extensions.code</c>.</param>
internal sealed record RequestFault(int Status, string Message, string Code = RequestFault.BadRequest)
{
    /// <summary>It is no GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The caller brings no usable credential; as Linear tells it itself.</summary>
    public static RequestFault Unauthenticated { get; } = new(
        StatusCodes.Status401Unauthorized,
        "Authentication required: send your own Linear credential as Authorization, a key as it is or a token as Bearer.",
        "AUTHENTICATION_ERROR")
    {
        Type = "authentication error",
    };

    /// <summary>
    /// Whether it is a GraphQL request that cannot be run. Clients that take <c>application/json</c> are then told with status 200: many take any
    /// other for a failure of the network.
    /// </summary>
    public bool IsRefusal { get; init; }

    /// <summary>By what Linear's official SDK chooses the class of its error, in <c>extensions.type</c>; null if it need not.</summary>
    public string? Type { get; init; }

    /// <summary>Which of several things it is that have the same code, in <c>extensions.reason</c>; null if there are not several.</summary>
    public string? Reason { get; init; }

    /// <summary>When to come again; null if that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The error in the response.</summary>
    public GraphQLError ToError() => new(Message)
    {
        Extensions = Encoding.UTF8.GetBytes($$"""{"code":"{{Code}}"{{Member("type", Type)}}{{Member("reason", Reason)}}}"""),
    };

    // Words of ours, with nothing that JSON would have to escape.
    private static string Member(string name, string? word) => word is null ? "" : $",\"{name}\":\"{word}\"";
}
