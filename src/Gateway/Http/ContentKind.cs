namespace Gateway.Http;

/// <summary>What the body of a POST is.</summary>
internal enum ContentKind
{
    /// <summary>Nothing that is taken.</summary>
    Unknown,

    /// <summary>JSON: a request, or an array of them.</summary>
    Json,

    /// <summary>The parameters of a GET, as a form.</summary>
    Form,
}
