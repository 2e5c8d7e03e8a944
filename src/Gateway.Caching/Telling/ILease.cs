namespace Gateway.Caching.Telling;

/// <summary>Lets one process of all do something: whoever holds it. Safe for concurrent use.</summary>
public interface ILease
{
    /// <summary>How long it is held without being asked for again. Who holds it asks several times in that time, who waits for it too.</summary>
    TimeSpan Life { get; }

    /// <summary>Takes it if it is free, or holds it for another <see cref="Life"/>.</summary>
    /// <param name="note">What the others are told, if this process holds it.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    ValueTask<LeaseStanding> TakeAsync(string note, CancellationToken cancel);

    /// <summary>Gives it back, so that another process need not wait until it ends.</summary>
    ValueTask ReleaseAsync();
}
