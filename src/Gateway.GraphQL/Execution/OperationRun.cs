namespace Gateway.GraphQL.Execution;

/// <summary>One execution of an operation.</summary>
public sealed class OperationRun;
