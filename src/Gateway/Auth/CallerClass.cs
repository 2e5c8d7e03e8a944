namespace Gateway.Auth;

/// <summary>What is known of a caller without asking anyone. Names are those of the option <c>Auth:Introspection</c>.</summary>
public enum CallerClass
{
    /// <summary>It calls from this machine and shows no key.</summary>
    Local,

    /// <summary>It calls from elsewhere and shows no key.</summary>
    Anonymous,

    /// <summary>It shows a key or a token of a client, wherever it calls from.</summary>
    Client,
}
