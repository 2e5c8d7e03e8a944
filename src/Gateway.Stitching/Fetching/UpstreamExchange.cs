using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;
using Gateway.Stitching.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Stitching.Fetching;

/// <summary>Sends a document and sorts out the answer: what came, who failed, and what must be asked again because a neighbour failed.</summary>
internal sealed class UpstreamExchange(
    GatewayModel model, IRecordStore store, IUpstream upstream, BatchPacker packer, Companions companions, TimeProvider time)
{
    /// <summary>Runs until each need of the document has an outcome.</summary>
    /// <returns>One for each need: what came, or null where the entity must be asked for by itself.</returns>
    public async Task<IReadOnlyList<(Need Need, Harvest? Harvest)>> RunAsync(CallerScope caller, FetchDocument document)
    {
        var outcomes = new List<(Need Need, Harvest? Harvest)>();
        var queue = new Queue<FetchDocument>([document]);
        var search = new CulpritSearch();
        while (queue.Count > 0 || search.Next().Count > 0)
        {
            var next = queue.TryDequeue(out var queued) ? queued : packer.Pack(search.Next(), isWidened: false);
            var harvest = new Harvest(Stamp(next), time.GetUtcNow().ToUnixTimeMilliseconds());
            var reply = await AskAsync(caller, next).ConfigureAwait(false);
            int known = outcomes.Count;
            Read(caller, next, reply, harvest, outcomes, search).ForEach(queue.Enqueue);
            var settled = outcomes.GetRange(known, outcomes.Count - known);

            // An error that does not say where it happened may stand behind any null.
            List<RecordPatch> patches = reply.Errors.Any(error => error.Path.IsEmpty) ? [] : harvest.Patches();
            await store.StoreAsync(caller.Scope, patches, CancellationToken.None).ConfigureAwait(false);
            var stored = patches.Select(patch => patch.Key).ToHashSet();
            await ReleaseAsync(
                caller.Scope, settled.Where(outcome => outcome.Harvest is not null).Select(outcome => outcome.Need)
                    .Where(need => !stored.Contains(need.Key.Entity))).ConfigureAwait(false);

            // Who has an answer does not wait until the culprits are found.
            settled.ForEach(outcome => outcome.Need.TryComplete(outcome.Harvest));
        }

        return outcomes;
    }

    /// <summary>Gives back the claims on needs of which nothing was stored, so that other processes need not wait.</summary>
    public async ValueTask ReleaseAsync(CacheScope scope, IEnumerable<Need> needs)
    {
        // What is never kept was never claimed.
        var keys = needs.Where(need => need.Selection.IsShareable).Select(need => need.Key.Entity).ToHashSet();
        if (keys.Count > 0)
        {
            await store.ReleaseAsync(scope, keys).ConfigureAwait(false);
        }
    }

    /// <summary>Hears of faults of our own. Default nobody.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>What is measured.</summary>
    public EngineMetrics Metrics { get; set; } = EngineMetrics.None;

    /// <summary>The outcome of needs after a fault of our own.</summary>
    public IReadOnlyList<(Need Need, Harvest? Harvest)> Abort(IEnumerable<Need> needs, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Logger.FetchFailed(error);
        var outcomes = new List<(Need, Harvest?)>();
        var harvest = new Harvest(store.Sequence, time.GetUtcNow().ToUnixTimeMilliseconds());
        var fault = UpstreamFaults.Create($"The gateway failed to ask the upstream ({error.GetType().Name}).", "internal error");
        foreach (var need in needs)
        {
            Fail(need, fault, harvest, outcomes, isNotFound: false);
        }

        return outcomes;
    }

    private async Task<UpstreamReply> AskAsync(CallerScope caller, FetchDocument document)
    {
        // What was learned may be wrong, and would never be put right if nothing were sent: only the formula refuses.
        double points = document.Parts.Sum(part => part.Points);
        if (points > packer.MostPoints)
        {
            return ComplexityRefusal.Create(points, packer.MostPoints);
        }

        while (true)
        {
            var priority = document.Priority;
            var request = new UpstreamRequest(document.Body)
            {
                Priority = priority,
                Points = document.Points,
                Authorization = caller.Authorization,
                Account = caller.Scope.Name,
            };
            using var span = EngineSpans.Upstream(document);
            var reply = await upstream.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
            EngineSpans.End(span, reply, reply.RateLimit.Complexity ?? document.Points);

            // Whoever joined meanwhile may be given what was refused to those before.
            if (document.Priority == priority || !RateLimitRefusal.Is(reply))
            {
                packer.Learn(document, reply);
                return reply;
            }
        }
    }

    private long Stamp(FetchDocument document)
    {
        long sequence = store.Sequence;
        foreach (var need in document.Needs)
        {
            need.Sequence = sequence;
        }

        return sequence;
    }

    /// <returns>What must be asked again.</returns>
    private List<FetchDocument> Read(
        CallerScope caller, FetchDocument document, UpstreamReply reply, Harvest harvest, List<(Need, Harvest?)> outcomes, CulpritSearch search)
    {
        harvest.Refusal = RateLimitRefusal.Is(reply) ? reply.RateLimit : null;
        harvest.WasSent = !reply.IsUnsent;
        harvest.Points = reply.RateLimit.Complexity ?? document.Points;
        if (harvest.WasSent)
        {
            Metrics.CountPoints(harvest.Points);
            Metrics.RecordBatch(document.Needs.Count());
        }

        if (reply.Errors.Any(Blame.IsOfValidation))
        {
            // What we write is valid by the schema that we know, so the upstream has another one.
            model.Drift.Suspect();
        }

        if (reply.Fault is { } fault)
        {
            var told = harvest.Refusal is { } reading ? RateLimitRefusal.Fault(fault, reading) : UpstreamFaults.Of(fault);
            search.Settle(document.Needs, areGood: false);
            FailAll(document.Needs.Concat(search.GiveUp()), told, harvest, outcomes, isOutage: IsOutage(fault.Kind));
            return [];
        }

        // What only widening asked for must not cost anyone what they did ask for.
        if (document.IsWidened && (reply.IsUnsent || packer.Blamed.Note(document, reply.Errors)))
        {
            return PackAll([.. document.Needs], isWidened: false);
        }

        if (!reply.Data.IsEmpty)
        {
            Normalize(caller, document, reply, harvest, outcomes);
            search.Settle(document.Needs, areGood: true);
        }
        else if (IsUnexplained(document, reply))
        {
            search.Fail(document, reply.Errors.First(Blame.MayBeOneNeeds), harvest);
        }
        else
        {
            search.Settle(document.Needs, areGood: false);
            return Sort(document, reply, harvest, outcomes, search);
        }

        foreach (var need in search.Convict(out var error, out var told))
        {
            Fail(need, UpstreamFaults.Of(error!), told!, outcomes, isNotFound: false);
        }

        return [];
    }

    private void Normalize(CallerScope caller, FetchDocument document, UpstreamReply reply, Harvest harvest, List<(Need, Harvest?)> outcomes)
    {
        try
        {
            new Normalizer(model, document, reply, harvest).Read();
            companions.Note(caller.Scope, document, harvest);
        }
        catch (JsonException)
        {
            FailAll(document.Needs, UpstreamFaults.Create("The upstream's answer is not valid JSON.", "network error"), harvest, outcomes, isOutage: true);
            return;
        }

        foreach (var call in document.Calls)
        {
            foreach (var need in call.Needs)
            {
                // Lists leave out what is archived, suspended or invisible without a word: ask for it by name.
                outcomes.Add((need, call.IsMany && !harvest.Has(need.Key.Entity) ? null : harvest));
            }
        }
    }

    /// <summary>Whether the whole answer is null, and no error says who is to blame although somebody may be.</summary>
    private static bool IsUnexplained(FetchDocument document, UpstreamReply reply) =>
        reply.Errors.Any(Blame.MayBeOneNeeds) && !reply.Errors.Any(error => error.IsRateLimited || document.CallOf(error) is not null);

    /// <summary>The whole answer is null: drop the calls that are to blame and ask for the rest again.</summary>
    private List<FetchDocument> Sort(
        FetchDocument document, UpstreamReply reply, Harvest harvest, List<(Need, Harvest?)> outcomes, CulpritSearch search)
    {
        if (reply.Errors.FirstOrDefault(error => error.IsRateLimited && document.CallOf(error) is null) is { } limit)
        {
            FailAll(document.Needs.Concat(search.GiveUp()), UpstreamFaults.Of(limit), harvest, outcomes, isOutage: true);
            return [];
        }

        var blamed = new HashSet<FetchCall>();
        foreach (var error in reply.Errors)
        {
            if (document.CallOf(error) is not { } call || blamed.Contains(call))
            {
                continue;
            }

            if (error.IsRateLimited)
            {
                // Some fields have a limit of their own: it is spent for all calls of the field.
                FetchCall[] limited = [.. document.Calls.Where(other => other.SharesFieldWith(call) && blamed.Add(other))];
                FailAll(limited.SelectMany(other => other.Needs), UpstreamFaults.Of(error), harvest, outcomes, isOutage: true);
            }
            else
            {
                blamed.Add(call);
                FailCall(document, call, error, harvest, outcomes);
            }
        }

        if (blamed.Count > 0)
        {
            return PackAll([.. document.Calls.Where(call => !blamed.Contains(call)).SelectMany(call => call.Needs)], document.IsWidened);
        }

        var failure = reply.Errors is [var first, ..]
            ? UpstreamFaults.Of(first)
            : UpstreamFaults.Create("The upstream answered without data and without an error.", "network error");
        FailAll(document.Needs, failure, harvest, outcomes, isOutage: false);
        return [];
    }

    private List<FetchDocument> PackAll(List<Need> needs, bool isWidened)
    {
        var documents = new List<FetchDocument>();
        while (needs.Count > 0)
        {
            var document = packer.Pack(needs, isWidened);
            documents.Add(document);
            var packed = document.Needs.ToHashSet();
            needs = [.. needs.Where(need => !packed.Contains(need))];
        }

        return documents;
    }

    private static void FailCall(
        FetchDocument document, FetchCall call, UpstreamError error, Harvest harvest, List<(Need, Harvest?)> outcomes)
    {
        if (call.IsMany)
        {
            // One of the list is to blame, and the others must not suffer: ask for each by name.
            outcomes.AddRange(call.Needs.Select(need => (need, (Harvest?)null)));
            return;
        }

        foreach (var need in call.Needs)
        {
            // Further down it is another entity that is not known.
            Fail(need, UpstreamFaults.Of(document, error, 1), harvest, outcomes, error.IsNotFound && error.Path.Length == 1);
        }
    }

    // What the upstream answers about us, or about what we ask, is no outage: then an old value would hide that something must be done.
    private static bool IsOutage(UpstreamFaultKind kind) => kind
        is UpstreamFaultKind.Unreachable or UpstreamFaultKind.Timeout or UpstreamFaultKind.ServerError
        or UpstreamFaultKind.RateLimited or UpstreamFaultKind.Malformed or UpstreamFaultKind.Unexpected
        or UpstreamFaultKind.Suspended or UpstreamFaultKind.TokenUnavailable;

    private static void FailAll(IEnumerable<Need> needs, FieldFault fault, Harvest harvest, List<(Need, Harvest?)> outcomes, bool isOutage)
    {
        foreach (var need in needs)
        {
            Fail(need, fault, harvest, outcomes, isNotFound: false);
            if (isOutage)
            {
                harvest.Miss(need.Key.Entity, fault);
            }
        }
    }

    private static void Fail(Need need, FieldFault fault, Harvest harvest, List<(Need, Harvest?)> outcomes, bool isNotFound)
    {
        if (need.Key.RootField is { } field)
        {
            harvest.Add(need.Key.Entity, field, FieldValue.OfError(fault), isKept: false);
        }
        else
        {
            harvest.Fail(need.Key.Entity, fault);
            if (isNotFound)
            {
                harvest.Add(need.Key.Entity, FieldKey.NotFound, NotFound.ToValue(fault), isKept: true);
            }
        }

        outcomes.Add((need, harvest));
    }
}
