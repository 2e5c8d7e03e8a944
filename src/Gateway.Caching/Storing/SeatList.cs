namespace Gateway.Caching.Storing;

/// <summary>Who is in step with an epoch, and perhaps was.</summary>
/// <param name="IsSettled">Whether no process can be in step any more with the epoch before.</param>
/// <param name="Seats">Of all that joined and have neither left nor been forgotten.</param>
internal sealed record SeatList(bool IsSettled, IReadOnlyList<Seat> Seats);
