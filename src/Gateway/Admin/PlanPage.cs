using System.Globalization;
using Gateway.Http;
using Gateway.Stitching;

namespace Gateway.Admin;

/// <summary>Shows which operations cost most since they were compiled, by their names and the hashes of their documents.</summary>
internal sealed class PlanPage(ServedEngine served)
{
    private const int Usual = 20;
    private const int Most = 1000;

    public Task AnswerAsync(HttpContext context)
    {
        string by = context.Request.Query["by"] is [{ } given] ? given : "time";
        string first = context.Request.Query["first"] is [{ } number] ? number : Usual.ToString(CultureInfo.InvariantCulture);
        if (by is not ("time" or "misses") || !int.TryParse(first, CultureInfo.InvariantCulture, out int count) || count is < 1 or > Most)
        {
            return JsonReply.RefuseAsync(context, StatusCodes.Status400BadRequest, $"\"by\" must be time or misses, \"first\" from 1 to {Most}.");
        }

        var all = served.Current.Plans();
        var top = by == "time" ? all.OrderByDescending(plan => plan.Elapsed) : all.OrderByDescending(plan => plan.Misses);
        return AdminEndpoint.SendAsync(context, json =>
        {
            json.WriteNumber("known"u8, all.Count);
            json.WriteStartArray("plans"u8);
            foreach (var plan in top.Take(count))
            {
                json.WriteStartObject();
                json.WriteString("document"u8, $"sha256:{plan.Document}");
                json.WriteString("operation"u8, plan.Operation);
                json.WriteNumber("runs"u8, plan.Runs);
                json.WriteNumber("misses"u8, plan.Misses);
                json.WriteNumber("milliseconds"u8, Math.Round(plan.Elapsed.TotalMilliseconds, 3));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
