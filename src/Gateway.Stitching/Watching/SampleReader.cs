using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;
using Gateway.Stitching.Telemetry;

namespace Gateway.Stitching.Watching;

/// <summary>Reads entities from the upstream past the cache: nothing of it is stored, and nobody else waits for it or joins it.</summary>
/// <param name="upstream">Is asked with the gateway's own credential, for the least important class.</param>
/// <param name="options">What fits into a request.</param>
/// <param name="metrics">Counts what it cost.</param>
/// <param name="time">Stamps what comes.</param>
internal sealed class SampleReader(IUpstream upstream, FetchOptions options, EngineMetrics metrics, TimeProvider time)
{
    /// <summary>Reads the leaves of entities.</summary>
    /// <param name="model">What is served.</param>
    /// <param name="entities">What was chosen.</param>
    /// <param name="harvest">Takes what comes. Of whatever cannot be told it holds nothing; who is gone has <see cref="FieldKey.NotFound"/>.</param>
    /// <param name="cancel">Ends it with an exception.</param>
    public async Task ReadAsync(GatewayModel model, IEnumerable<WatchedEntity> entities, Harvest harvest, CancellationToken cancel)
    {
        var packer = new BatchPacker(model, options, time);
        List<Need> needs = [.. entities.Select(NeedOf)];
        while (needs.Count > 0)
        {
            // What does not fit into one request is left for another time.
            var document = packer.Pack(needs, isWidened: false);
            var request = new UpstreamRequest(document.Body) { Priority = UpstreamPriority.Repair, Points = document.Points };
            var reply = await upstream.SendAsync(request, cancel).ConfigureAwait(false);
            if (!reply.IsUnsent)
            {
                metrics.CountPoints(reply.RateLimit.Complexity ?? document.Points);
            }

            if (reply.Errors.Any(Blame.IsOfValidation))
            {
                model.Drift.Suspect();
            }

            if (reply.Fault is null && !reply.Data.IsEmpty)
            {
                Read(model, document, reply, harvest);
                return;
            }

            // One that is not found empties the answer for all; each round drops at least one.
            var blamed = Blamed(document, reply, harvest);
            needs = blamed.Count == 0 ? [] : [.. document.Needs.Where(need => !blamed.Contains(need))];
        }
    }

    private static void Read(GatewayModel model, FetchDocument document, UpstreamReply reply, Harvest harvest)
    {
        if (reply.Errors.Any(error => error.Path.IsEmpty))
        {
            // It may stand behind any null.
            return;
        }

        try
        {
            new Normalizer(model, document, reply, harvest).Read();
        }
        catch (JsonException)
        {
        }
    }

    private static HashSet<Need> Blamed(FetchDocument document, UpstreamReply reply, Harvest harvest)
    {
        var blamed = new HashSet<Need>();
        foreach (var error in reply.Errors)
        {
            if (document.CallOf(error) is not { } call)
            {
                continue;
            }

            foreach (var need in call.Needs)
            {
                blamed.Add(need);
                if (error.IsNotFound && error.Path.Length == 1)
                {
                    harvest.Add(need.Key.Entity, FieldKey.NotFound, NotFound.ToValue(UpstreamFaults.Of(error)), isKept: false);
                }
            }
        }

        return blamed;
    }

    private static Need NeedOf(WatchedEntity entity)
    {
        var selection = new FetchSelection(entity.Type.Type, entity.Type);
        foreach (var field in entity.Type.CheapFields.Where(field => entity.Leaves.Any(leaf => leaf.Key == field.Key)))
        {
            selection.Add(new FetchField(field, field.Key, "{}"u8.ToArray()));
        }

        // Lists leave out without a word what they do not show, which is no proof that it is gone.
        return new Need(new NeedKey(entity.Key, null), selection) { IsSingle = true };
    }
}
