using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Gateway.Webhooks;

/// <summary>How webhooks are taken in. Bound to the section <c>Webhooks</c> and checked at start.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// The signing secret of the webhook; during a rotation several, separated by commas. Default empty: the endpoint is closed. Secret.
    /// </summary>
    public string Secret { get; set; } = "";

    /// <summary>Most bytes of a delivery. Default 1 MiB; from 1 KiB to 64 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The secrets, as the bytes that sign.</summary>
    internal byte[][] Secrets() =>
        [.. Secret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Encoding.UTF8.GetBytes)];

    /// <summary>The name of the class, since its values are secret.</summary>
    public override string ToString() => nameof(WebhookOptions);
}
