using System.Globalization;
using System.Text.Json;
using Gateway.Linear;

namespace Gateway.Stitching.Budgeting;

/// <summary>The refusal of a request that would cost more points than the upstream takes in one, worded as Linear words its own.</summary>
internal static class ComplexityRefusal
{
    /// <param name="points">What it is predicted to cost.</param>
    /// <param name="most">What one request may cost.</param>
    public static UpstreamReply Create(double points, double most)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"The query is too complex. Complexity: {Math.Round(points, 1)}. Maximum allowed complexity: {most}.");
        byte[] extensions = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "invalid input",
            code = "INPUT_ERROR",
            statusCode = 400,
            userError = true,
            userPresentableMessage = text,
        });
        return new UpstreamReply
        {
            Errors = [new UpstreamError("Query too complex") { Type = "invalid input", Code = "INPUT_ERROR", Extensions = extensions }],
        };
    }
}
