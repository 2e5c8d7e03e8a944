using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;

namespace Gateway.Stitching.Access;

/// <summary>What was found that is denied: each coordinate once, where it is met first.</summary>
internal sealed class DeniedUses(SourceText source)
{
    // A hostile document must not buy a long answer.
    private const int Most = 20;

    private readonly HashSet<string> _seen = [];
    private readonly List<GraphQLError> _errors = [];

    public void AddField(string coordinate, int start) => Add(coordinate, $"You may not select {coordinate}.", start);

    public void AddArgument(string coordinate, int start) => Add(coordinate, $"You may not give the argument {coordinate}.", start);

    public void AddInput(string coordinate, int start) => Add(coordinate, $"You may not give the input field {coordinate}.", start);

    public IReadOnlyList<GraphQLError> ToErrors() => [.. _errors];

    private void Add(string coordinate, string message, int start)
    {
        if (_errors.Count < Most && _seen.Add(coordinate))
        {
            _errors.Add(AccessErrors.OfCoordinate(message, coordinate, source.Locate(start)));
        }
    }
}
