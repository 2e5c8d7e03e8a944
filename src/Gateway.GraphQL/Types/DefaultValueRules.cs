namespace Gateway.GraphQL.Types;

/// <summary>Default values of arguments and input fields fit their types.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type</remarks>
internal sealed class DefaultValueRules(SchemaDraft draft)
{
    public void Check()
    {
        foreach (var (input, _) in draft.Inputs)
        {
            // A type that is no input type is a fault of its own.
            if (input.DefaultValue is { } value && input.Type.Named.IsInput)
            {
                var source = draft.Origins[input].Source;
                var literals = new LiteralCheck((message, node) => draft.Faults.Add(message, new Place(source, node)), () => draft.Faults.IsFull);
                literals.Check(value, input.Type);
                foreach (var (first, again) in LiteralFieldNames.Repeated(value))
                {
                    draft.Faults.Add($"There can be only one input field named \"{again}\".", new Place(source, first), new Place(source, again));
                }
            }
        }
    }
}
