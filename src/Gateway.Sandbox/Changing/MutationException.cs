using Gateway.GraphQL.Execution;

namespace Gateway.Sandbox.Changing;

/// <summary>A mutation that the API refuses. Thrown only below <see cref="SandboxWorld.Mutate"/>, which turns it into an error of the field.</summary>
internal sealed class MutationException(FieldFault fault) : Exception(fault.Message)
{
    public FieldFault Fault { get; } = fault;
}
