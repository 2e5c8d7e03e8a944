namespace Gateway.Live;

/// <summary>A connection that stays.</summary>
internal interface ILiveConnection
{
    /// <summary>Asks the client to come back, here or elsewhere. Returns at once.</summary>
    /// <param name="reason">Of our own words, at most 100 bytes.</param>
    void Release(string reason);
}
