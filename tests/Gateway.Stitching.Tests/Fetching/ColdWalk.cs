using System.Text;
using System.Text.Json;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Sources;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>What the first walk of a query books when nothing is cached.</summary>
internal static class ColdWalk
{
    /// <summary>The bookings; a query that is not valid fails the test.</summary>
    public static IReadOnlyList<Booking> Of(GatewayModel model, string document, string variables = "{}") =>
        Of(model, new MemoryRecordStore(1 << 20), document, variables);

    /// <summary>The bookings, with the tags of a store of which nothing else is looked at if it is empty.</summary>
    public static IReadOnlyList<Booking> Of(GatewayModel model, IRecordStore store, string document, string variables)
    {
        var compiled = new PlanCache(model.Schema, DocumentLimits.Request, 1 << 20).Get(Encoding.UTF8.GetBytes(document));
        Assert.Empty(compiled.Errors);
        Assert.True(compiled.TryGetOperation(null, out var plan, out _));
        using var json = JsonDocument.Parse(variables);
        var coerced = VariableCoercion.Coerce(plan.Variables, json.RootElement, plan.Source);
        Assert.True(coerced.Ok);
        var run = new OperationRun(model.Schema, plan, plan.Variant(coerced.Values)!, coerced.Values);
        var source = new RecordSource(
            new RecordReader(model, store), CallerScope.Service, run, 0, TimeSpan.FromSeconds(5));
        using var output = new ResponseBuffer();
        run.Walk(source, RecordSource.Root, output);
        return [.. source.Bookings.Current];
    }

    /// <summary>The selection of the only booking.</summary>
    public static FetchSelection SelectionOf(GatewayModel model, string document) => Assert.Single(Of(model, document)).Selection;

    /// <summary>A need for each booking.</summary>
    public static List<Need> Needs(GatewayModel model, string document) =>
        [.. Of(model, document).Select(booking => new Need(booking.Key, booking.Selection.Copy()))];
}
