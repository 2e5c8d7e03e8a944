using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.Stitching.Sources;

namespace Gateway.Stitching;

/// <summary>Writes the entry <c>extensions</c> of a response: what a caller should know although nothing failed.</summary>
/// <remarks>Not in <c>errors</c>: clients take an answer with errors for one that failed, and throw its data away.</remarks>
internal static class ResponseExtensions
{
    /// <summary>Writes the entry with a comma before it; nothing if there is nothing to say.</summary>
    /// <param name="output">The response.</param>
    /// <param name="warnings">Of its runs.</param>
    /// <param name="unmarked">Mutations that are done, and that not every pod could be told of.</param>
    /// <param name="isOldForBudget">Whether something in it is old because the upstream's quota is short.</param>
    /// <param name="explained">The run that is to be explained; null, the default, for none.</param>
    public static void Write(
        ResponseBuffer output,
        IReadOnlyCollection<WarningList> warnings,
        IReadOnlyCollection<FieldPlan> unmarked,
        bool isOldForBudget,
        RecordSource? explained = null)
    {
        bool hasWarnings = unmarked.Count > 0 || warnings.Any(list => list.Any);
        if (!hasWarnings && !isOldForBudget && explained is null)
        {
            return;
        }

        output.Append(",\"extensions\":{"u8);
        if (hasWarnings)
        {
            WriteWarnings(output, warnings, unmarked);
        }

        output.Append(hasWarnings && (isOldForBudget || explained is not null) ? ","u8 : ""u8);
        if (explained is not null)
        {
            output.Append("\"cache\":"u8);
            explained.Explanation!.Write(output, explained.Harvests.All, isOldForBudget);
        }
        else if (isOldForBudget)
        {
            output.Append("\"cache\":{\"stale\":true,\"reason\":\"budget\"}"u8);
        }

        output.Append((byte)'}');
    }

    private static void WriteWarnings(ResponseBuffer output, IEnumerable<WarningList> warnings, IEnumerable<FieldPlan> unmarked)
    {
        output.Append("\"warnings\":["u8);
        bool hasSome = false;
        foreach (var list in warnings)
        {
            hasSome = list.WriteItems(output, hasSome);
        }

        foreach (var field in unmarked)
        {
            output.Append(hasSome ? ","u8 : ""u8);
            output.Append("{\"message\":\"The mutation was sent, but not all gateways could be told what it changes: for a while they may answer with what was before.\""u8);
            output.Append(",\"code\":\"INVALIDATION_INCOMPLETE\",\"path\":["u8);
            output.AppendJsonString(field.ResponseName);
            output.Append("]}"u8);
            hasSome = true;
        }

        output.Append((byte)']');
    }
}
