namespace Gateway.GraphQL.Values;

/// <summary>Why arguments have no value.</summary>
/// <param name="Message">Fit for the caller.</param>
/// <param name="Start">The byte offset in the document of the value that is to blame; -1 if none was given.</param>
public sealed record ArgumentProblem(string Message, int Start);
