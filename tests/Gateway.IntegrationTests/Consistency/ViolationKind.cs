namespace Gateway.IntegrationTests.Consistency;

/// <summary>How a caller was misled.</summary>
internal enum ViolationKind
{
    /// <summary>The pod that had acknowledged a version showed an older one to a read that began afterwards.</summary>
    SamePod,

    /// <summary>Another pod did, longer after than it may take to hear of it.</summary>
    OtherPod,

    /// <summary>All was quiet, and yet it was shown.</summary>
    AtTheEnd,
}
