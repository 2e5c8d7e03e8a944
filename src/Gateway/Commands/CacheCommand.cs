using Gateway.Caching.Storing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Commands;

/// <summary>Looks into the Redis of a deployment, or makes all its pods forget.</summary>
internal static class CacheCommand
{
    private const int Done = 0;
    private const int Nothing = 1;
    private const int Unusable = 1;
    private const int Unsure = 2;

    /// <returns>
    /// 0 if something is held, or is forgotten for sure; 1 if nothing is held, or the command is unusable; 2 if Redis cannot tell, or it is not
    /// sure that all pods forget.
    /// </returns>
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var faults = new List<string>();
        CacheRequest? request = null;
        try
        {
            request = CacheRequest.Read(line, readsEnvironment: true, faults);
        }
        catch (StartException stop)
        {
            faults.AddRange(stop.Faults);
        }

        if (request is null)
        {
            return FaultReport.Write(error, "The cache cannot be asked:", faults, Unusable);
        }

        // No log: what it says of a gateway's troubles would mislead here.
        var time = TimeProvider.System;
        await using var admin = await RedisAdmin.OpenAsync(request.Redis, time, NullLoggerFactory.Instance, cancel);
        if (admin is null)
        {
            string fault = $"{request.Redis.PublicAddress} does not answer within {request.Redis.ConnectTimeout}, or does not let us in.";
            return FaultReport.Write(error, "Redis cannot be asked:", [fault], Unsure);
        }

        return line.Command == CommandKind.CacheInspect
            ? await InspectAsync(admin, request, time, output, error, cancel)
            : await PurgeAsync(admin, request, time, output, error, cancel);
    }

    private static async Task<int> InspectAsync(
        RedisAdmin admin, CacheRequest request, TimeProvider time, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (await admin.InspectAsync(request.Key, cancel) is not { } inspection)
        {
            return FaultReport.Write(error, "Redis cannot tell:", ["It did not answer in time, or not as expected. Try again."], Unsure);
        }

        await output.WriteAsync(InspectionText.Of(inspection, time.GetUtcNow()));
        await output.FlushAsync(cancel);
        return inspection.Fields.Count > 0 ? Done : Nothing;
    }

    private static async Task<int> PurgeAsync(
        RedisAdmin admin, CacheRequest request, TimeProvider time, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        string what = request.Id is null
            ? $"all entities of the type {request.Type}, and all lists of them"
            : $"{InspectionText.Printable(request.Key.ToString())}, and all lists of the type {request.Type}";
        if (!await admin.PurgeAsync(request.ToInvalidation(time.GetUtcNow()), cancel))
        {
            return FaultReport.Write(error, "The purge is not sure:", [$"Some pods may still {(request.IsSoft ? "take for fresh" : "know")} {what}. Purge again."], Unsure);
        }

        await output.WriteAsync($"{(request.IsSoft ? "Stale" : "Purged")} on all pods: {what}.\n");
        await output.FlushAsync(cancel);
        return Done;
    }
}
