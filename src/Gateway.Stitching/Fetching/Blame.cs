using Gateway.Linear;

namespace Gateway.Stitching.Fetching;

/// <summary>What an error of the upstream says about who is to blame for it.</summary>
internal static class Blame
{
    /// <summary>Whether the upstream's schema is not the one that the document was written by.</summary>
    public static bool IsOfValidation(UpstreamError error) => error.Code == "GRAPHQL_VALIDATION_FAILED";

    /// <summary>Whether it is about what was asked for, so that it comes again whenever that is asked for, and never for anything else.</summary>
    public static bool IsOfInput(UpstreamError error) => error.Type == "invalid input" || error.Code is "INVALID_INPUT" or "INPUT_ERROR";

    /// <summary>Whether one of several needs may be to blame for it alone, and not whoever asks or the way there.</summary>
    public static bool MayBeOneNeeds(UpstreamError error) => error.Type is not ("authentication error" or "network error");
}
