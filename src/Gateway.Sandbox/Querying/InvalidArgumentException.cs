namespace Gateway.Sandbox.Querying;

/// <summary>An argument value that the API refuses. Thrown only inside a field's resolution, which turns it into an error of the field.</summary>
/// <param name="property">The argument.</param>
/// <param name="constraint">The rule it breaks, as <c>max</c>.</param>
/// <param name="message">The rule in words.</param>
internal sealed class InvalidArgumentException(string property, string constraint, string message) : Exception(message)
{
    public string Property { get; } = property;

    public string Constraint { get; } = constraint;
}
