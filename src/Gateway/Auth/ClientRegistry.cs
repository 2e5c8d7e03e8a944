namespace Gateway.Auth;

/// <summary>The clients there are just now. Safe for concurrent use.</summary>
/// <param name="first">Those of the start.</param>
/// <param name="isUsed">Whether there is a clients file at all.</param>
internal sealed class ClientRegistry(ClientBook first, bool isUsed)
{
    private volatile ClientBook _current = first;
    private volatile bool _isBroken;

    /// <summary>Whether clients are told apart: the option <c>Auth:ClientsFile</c> is set.</summary>
    public bool IsUsed { get; } = isUsed;

    public ClientBook Current => _current;

    /// <summary>Whether the file as it is now cannot be used, so that the clients are those of an earlier one.</summary>
    public bool IsBroken
    {
        get => _isBroken;
        set => _isBroken = value;
    }

    /// <summary>Raised when they are others. Handlers are short.</summary>
    public event Action? Replaced;

    /// <summary>From now on it is these. Requests that are under way end as they were begun; connections that stay are given up.</summary>
    public void Replace(ClientBook book)
    {
        _current = book;
        Replaced?.Invoke();
    }
}
