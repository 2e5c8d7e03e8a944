using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;

namespace Gateway.Stitching.Mutations;

/// <summary>Tells a caller that a mutation is done, and that not everybody may see it at once.</summary>
/// <remarks>In <c>extensions</c>, not in <c>errors</c>: the answer is whole, and clients take an answer with errors for one that failed.</remarks>
internal static class MutationWarning
{
    /// <summary>Writes the entry <c>,"extensions":{"warnings":[…]}</c>; nothing if there is nothing to warn of.</summary>
    public static void Write(ResponseBuffer output, IReadOnlyList<FieldPlan> unmarked)
    {
        if (unmarked.Count == 0)
        {
            return;
        }

        output.Append(",\"extensions\":{\"warnings\":["u8);
        for (int i = 0; i < unmarked.Count; i++)
        {
            output.Append(i == 0 ? ""u8 : ","u8);
            output.Append("{\"message\":\"The mutation was sent, but not all gateways could be told what it changes: for a while they may answer with what was before.\""u8);
            output.Append(",\"code\":\"INVALIDATION_INCOMPLETE\",\"path\":["u8);
            output.AppendJsonString(unmarked[i].ResponseName);
            output.Append("]}"u8);
        }

        output.Append("]}"u8);
    }
}
