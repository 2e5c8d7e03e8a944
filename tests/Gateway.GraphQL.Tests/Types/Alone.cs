namespace Gateway.GraphQL.Tests.Types;

/// <summary>Tests that measure time, and so must not share the processor with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "Alone";
}
