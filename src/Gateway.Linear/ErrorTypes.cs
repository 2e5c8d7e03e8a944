namespace Gateway.Linear;

/// <summary>Values of <c>extensions.type</c> by which Linear's official SDK chooses the class of an error.</summary>
internal static class ErrorTypes
{
    public const string Authentication = "authentication error";

    public const string Forbidden = "forbidden";

    public const string Internal = "internal error";

    public const string InvalidInput = "invalid input";

    public const string Network = "network error";

    public const string RateLimited = "ratelimited";

    public const string Unknown = "unknown";
}
