using System.Text.Json;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Mutations;

/// <summary>Sends a mutation, once, and reads the answer.</summary>
internal sealed class MutationExchange(GatewayModel model, IUpstream upstream, TimeProvider time)
{
    private const string Unknown = " It is not known whether the mutation took effect.";

    // Said of a request that was not carried out. Of any other error nobody knows how far the upstream had come.
    private static readonly string[] Refusals =
        ["invalid input", "user error", "graphql error", "authentication error", "forbidden", "feature not accessible", "ratelimited", "usage limit exceeded"];

    /// <summary>Not to be cancelled: whoever asked may be gone, but what has been changed must be forgotten.</summary>
    public async Task<MutationReply> SendAsync(CallerScope caller, FetchDocument document)
    {
        // Of no sequence number: it is kept nowhere, and serves nobody but the caller.
        var harvest = new Harvest(long.MaxValue, time.GetUtcNow().ToUnixTimeMilliseconds());
        UpstreamReply reply;
        try
        {
            var request = new UpstreamRequest(document.Body)
            {
                IsMutation = true,
                Points = document.Points,
                Authorization = caller.Authorization,
                Account = caller.Scope.Name,
            };
            reply = await upstream.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A fault of ours must not hide that something may have changed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Lost(document, $"The gateway failed to ask the upstream ({error.GetType().Name}).", "internal error", harvest);
        }

        harvest.Refusal = RateLimitRefusal.Is(reply) ? reply.RateLimit : null;
        if (reply.Fault is { } fault)
        {
            return IsRefusal(fault.Kind)
                ? Failed(document, harvest.Refusal is { } reading ? RateLimitRefusal.Fault(fault, reading) : UpstreamFaults.Of(fault), false, harvest)
                : Lost(document, fault.Message, fault.Type, harvest);
        }

        return reply.Data.IsEmpty ? ReadErrors(document, reply, harvest) : ReadData(document, reply, harvest);
    }

    private MutationReply ReadData(FetchDocument document, UpstreamReply reply, Harvest harvest)
    {
        try
        {
            new Normalizer(model, document, reply, harvest).Read();
            return new MutationReply(harvest, true);
        }
#pragma warning disable CA1031 // Whatever is wrong with the answer, the mutation has happened: half a surrogate pair is no JSON error, for one.
        catch (Exception)
#pragma warning restore CA1031
        {
            return Lost(document, "The upstream's answer cannot be read.", "network error", harvest);
        }
    }

    private static MutationReply ReadErrors(FetchDocument document, UpstreamReply reply, Harvest harvest)
    {
        bool isRefused = reply.Errors.All(error => error.Path.Length <= 1 && Refusals.Contains(error.Type));
        var first = reply.Errors.FirstOrDefault(error => error.Path is [{ Name: { } alias }, ..] && document.Find(alias) is not null) ?? reply.Errors[0];
        return Failed(document, UpstreamFaults.Of(document, first, 1), !isRefused, harvest);
    }

    private static MutationReply Lost(FetchDocument document, string message, string type, Harvest harvest)
    {
        byte[] extensions = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { ["type"] = type, ["code"] = "MUTATION_OUTCOME_UNKNOWN" });
        return Failed(document, new FieldFault(message + Unknown) { Extensions = extensions }, true, harvest);
    }

    private static MutationReply Failed(FetchDocument document, FieldFault fault, bool mayHaveHappened, Harvest harvest)
    {
        var need = document.Calls[0].Needs[0];
        harvest.Add(need.Key.Entity, need.Key.RootField!, FieldValue.OfError(fault), isKept: false);
        return new MutationReply(harvest, mayHaveHappened);
    }

    // The last two were not even sent.
    private static bool IsRefusal(UpstreamFaultKind kind) => kind
        is UpstreamFaultKind.Unauthenticated or UpstreamFaultKind.Forbidden or UpstreamFaultKind.RateLimited or UpstreamFaultKind.Redirected
        or UpstreamFaultKind.Suspended or UpstreamFaultKind.TokenUnavailable;
}
