using System.Collections.Immutable;

namespace Gateway;

/// <summary>The gateway cannot start as it was told to. Nothing of it is running.</summary>
public sealed class StartException : Exception
{
    public StartException(IEnumerable<string> faults)
        : this([.. faults])
    {
    }

    private StartException(ImmutableArray<string> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>All that is wrong, a sentence each, for whoever operates the gateway. Never holds a secret.</summary>
    public ImmutableArray<string> Faults { get; }
}
