using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Limiting;
using Gateway.Sandbox.Querying;

namespace Gateway.Sandbox.Serving;

/// <summary>Runs mutations: the fields of the root one after the other, each on the world that the one before it left.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Mutation</remarks>
internal sealed class MutationWalk(Schema schema, SandboxWorld world, RateStatus rates, TimeProvider time)
{
    /// <summary>Writes the value of <c>data</c>.</summary>
    /// <returns>The errors.</returns>
    public List<GraphQLError> Run(PreparedRequest prepared, ResponseBuffer output)
    {
        var errors = new List<GraphQLError>();
        int start = output.Length;
        output.Append((byte)'{');
        var (plan, variant, variables) = (prepared.Plan!, prepared.Variant!, prepared.Variables!);
        foreach (var step in variant.Root.Problem is null ? variant.Root.Fields.Select(variant.Only) : [variant])
        {
            using var written = new ResponseBuffer();
            var run = new OperationRun(schema, plan, step, variables);
            run.Walk(Source(run, step), SourceValue.Object(null), written);
            errors.AddRange(run.Errors);
            if (written.WrittenSpan is not [(byte)'{', .. var fields, (byte)'}'])
            {
                // Nobody would hear of the fields that follow.
                output.Truncate(start);
                output.Append("null"u8);
                return errors;
            }

            output.Append(output.Length == start + 1 ? ""u8 : ","u8);
            output.Append(fields);
        }

        output.Append((byte)'}');
        return errors;
    }

    private SandboxSource Source(OperationRun run, OperationVariant step)
    {
        var (snapshot, payload) = step.Root.Fields is [{ Meta: MetaField.None } field] && run.Arguments(field) is { IsEmpty: false } arguments
            ? world.Mutate(field.Definition, arguments)
            : (world.Snapshot, SourceValue.Null);
        return new SandboxSource(snapshot, rates, time.GetUtcNow()) { Payload = payload };
    }
}
