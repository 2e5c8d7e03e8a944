namespace Gateway.Stitching;

/// <summary>Who takes an answer in parts.</summary>
public interface IPartReceiver
{
    /// <summary>Whether the first part names what is pending, as the newer form of incremental delivery has it.</summary>
    bool NamesPending { get; }

    /// <summary>One part, as JSON; the first has <c>data</c>. It may be reused when the task has ended.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> part, CancellationToken cancel);
}
