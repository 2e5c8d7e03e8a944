namespace Gateway.Caching.Storing;

/// <summary>Why a call has no value.</summary>
internal enum RedisFault
{
    None,

    /// <summary>There is no connection, or a node of the cluster is gone, or it is loading its data.</summary>
    Down,

    /// <summary>No answer in time. The call may yet be carried out.</summary>
    Slow,

    /// <summary>It takes no writes.</summary>
    ReadOnly,

    /// <summary>It has no memory for this write.</summary>
    Full,

    /// <summary>It does not let us in, or not do this.</summary>
    Denied,

    /// <summary>It refused this one call, such as for a key of another kind. That says nothing about others.</summary>
    Refused,
}
