namespace Gateway.Live;

/// <summary>Who is told what becomes of an operation, one call at a time. Must neither block nor throw.</summary>
internal interface IOperationSink
{
    /// <summary>Whether parts of an answer name what is pending (<see cref="Stitching.IPartReceiver.NamesPending"/>).</summary>
    bool NamesPending => true;

    /// <summary>It is a subscription, and admitted: from now on events are told.</summary>
    void Begin();

    /// <summary>A whole response as JSON, or a part of one. It is shared with others, and stays as it is.</summary>
    void Next(ReadOnlyMemory<byte> response);

    /// <summary>It ends with errors, before it began or later. Nothing comes after.</summary>
    /// <param name="errors">A JSON array of them.</param>
    /// <param name="status">The HTTP status by which a request alone would be refused.</param>
    /// <param name="retryAfter">When it is worth to try again; null, the default, if nobody knows.</param>
    void Refuse(ReadOnlyMemory<byte> errors, int status, TimeSpan? retryAfter = null);

    /// <summary>It is done. Nothing comes after.</summary>
    void Complete();
}
