namespace Gateway.Stitching.Telemetry;

/// <summary>How a request ended. The metric has the names in lower case.</summary>
internal enum RequestOutcomeWord
{
    /// <summary>With data, and without an error.</summary>
    Answered,

    /// <summary>With data and errors.</summary>
    Errors,

    /// <summary>With errors, and its data is null.</summary>
    Failed,

    /// <summary>It was not run: syntax, validation, variables, limits.</summary>
    Refused,

    /// <summary>It was not run: the caller may not ask for that.</summary>
    Forbidden,
}
