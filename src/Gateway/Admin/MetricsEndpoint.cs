using System.Text;
using Gateway.Http;
using Gateway.Telemetry;

namespace Gateway.Admin;

/// <summary>Answers <c>/metrics</c>.</summary>
internal sealed class MetricsEndpoint(MeterReadings readings)
{
    public Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            return JsonReply.RefuseMethodAsync(context, "GET");
        }

        byte[] text = Encoding.UTF8.GetBytes(PrometheusText.Write(readings));
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.ContentLength = text.Length;
        return context.Response.BodyWriter.WriteAsync(text, context.RequestAborted).AsTask();
    }
}
