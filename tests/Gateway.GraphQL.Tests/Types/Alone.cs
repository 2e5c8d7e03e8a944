namespace Gateway.GraphQL.Tests.Types;

/// <summary>Tests that measure what the process takes, and so must run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "Alone";
}
