using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Sources;
using Microsoft.Extensions.Logging;

namespace Gateway.Stitching.Mutations;

/// <summary>Runs mutations: the fields of the root one after the other, each one request to the upstream.</summary>
/// <remarks>
/// A field is complete, with all that is selected below it, before the next one begins. Where a null goes up as far as <c>data</c>, nobody would
/// hear of the fields that follow, and they are not run. https://spec.graphql.org/September2025/#sec-Mutation
/// </remarks>
internal sealed class MutationRunner(GatewayModel model, RunCompletion completion, MutationExchange exchange, MutationMarks marks)
{
    private const int MaxBytes = 31 << 20;

    public ILogger Logger
    {
        set => marks.Logger = value;
    }

    /// <summary>Writes the whole response.</summary>
    /// <param name="caller">Whose mutation it is.</param>
    /// <param name="plan">The operation.</param>
    /// <param name="variant">What of it is to run.</param>
    /// <param name="variables">Its variables, coerced.</param>
    /// <param name="given">Its variables as the request has them.</param>
    /// <param name="output">Where the response goes.</param>
    /// <param name="cancel">Keeps the next field from being run; what has been sent is brought to its end.</param>
    public async ValueTask<GatewayResult> RunAsync(
        CallerScope caller,
        OperationPlan plan,
        OperationVariant variant,
        VariableValues variables,
        JsonElement given,
        ResponseBuffer output,
        CancellationToken cancel)
    {
        var arguments = new GivenArguments(plan, given);
        var errors = new List<GraphQLError>();
        var unmarked = new List<FieldPlan>();
        var warnings = new List<WarningList>();
        bool isStale = false;
        RateLimitReading? refusal = null;
        output.Append("{\"data\":"u8);
        int start = output.Length;
        output.Append((byte)'{');
        foreach (var step in variant.Root.Problem is null ? variant.Root.Fields.Select(variant.Only) : [variant])
        {
            cancel.ThrowIfCancellationRequested();
            var run = new OperationRun(model.Schema, plan, step, variables) { MaxBytes = Math.Max(start + MaxBytes - output.Length, 0) };
            var source = completion.Source(caller, run);
            if (step.Root.Fields is [var field] && !await TryChangeAsync(run, source, field, arguments).ConfigureAwait(false))
            {
                unmarked.Add(field);
            }

            using var written = new ResponseBuffer(1024);
            await completion.CompleteAsync(run, source, written, cancel).ConfigureAwait(false);
            errors.AddRange(run.Errors);
            warnings.Add(source.Vanished.Warnings);
            isStale |= source.IsStale;
            refusal ??= source.Pinned?.Refusal ?? source.Harvests.Refusal;
            if (!TryAppendFields(output, written, isFirst: output.Length == start + 1))
            {
                output.Truncate(start);
                break;
            }
        }

        output.Append(output.Length == start ? "null"u8 : "}"u8);
        if (errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, errors);
        }

        ResponseExtensions.Write(output, warnings, unmarked, isOldForBudget: false);
        output.Append((byte)'}');
        return new GatewayResult(GatewayOutcome.Executed, isStale) { Refusal = errors.Count > 0 ? refusal : null, Use = CacheUse.Changed, HasErrors = errors.Count > 0 };
    }

    /// <returns>False if there are none: the value is null.</returns>
    private static bool TryAppendFields(ResponseBuffer output, ResponseBuffer written, bool isFirst)
    {
        if (written.WrittenSpan is not [(byte)'{', .. var fields, (byte)'}'])
        {
            return false;
        }

        output.Append(isFirst ? ""u8 : ","u8);
        output.Append(fields);
        return true;
    }

    /// <summary>Carries out a mutation, and gives the run what came of it.</summary>
    /// <returns>False if something may have changed that other pods have not forgotten.</returns>
    private async ValueTask<bool> TryChangeAsync(OperationRun run, RecordSource source, FieldPlan field, GivenArguments arguments)
    {
        // Where the arguments cannot be coerced, or the upstream does not take them, the walk tells why.
        if (field.Meta != MetaField.None || source.StepOf(field) is not { } step || source.Vanished.Has(step))
        {
            return true;
        }

        var merger = new SelectionMerger(model, source.StepOf) { IsExact = true };
        var document = MutationDocument.Write(model, field, step, merger, arguments.Write(field));
        var reply = await exchange.SendAsync(source.Caller, document).ConfigureAwait(false);
        bool isMarked = !reply.MayHaveHappened || await marks.WriteAsync(
            model.Mutations.Map(field.Definition, run.Arguments(field), new PayloadIds(reply.Harvest, step.Key))).ConfigureAwait(false);
        source.Pinned = reply.Harvest;
        source.Restart();
        return isMarked;
    }
}
