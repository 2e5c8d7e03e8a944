namespace Gateway.Sandbox.Webhooks;

/// <summary>Where webhooks go.</summary>
/// <param name="Url">An absolute address.</param>
/// <param name="Secret">The key of the signature, in UTF-8.</param>
internal sealed record WebhookTarget(Uri Url, byte[] Secret);
