namespace Gateway.Stitching.Live;

/// <summary>What became of an event of the upstream.</summary>
public enum EventOutcome
{
    /// <summary>All processes have forgotten what it made old, and subscribers are being told.</summary>
    Applied,

    /// <summary>As <see cref="Applied"/>, but no entity could be read from it: lists were made old at most.</summary>
    Unmatched,

    /// <summary>The schema says nothing about events of its type.</summary>
    Ignored,

    /// <summary>It is not sure that all processes know: it is to be sent again.</summary>
    Failed,
}
