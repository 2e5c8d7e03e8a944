namespace Gateway.Stitching.Budgeting;

/// <summary>Who wants to spend, the most important first.</summary>
internal enum BudgetClass
{
    /// <summary>A caller changes something. Nothing is kept from it.</summary>
    Mutation,

    /// <summary>A caller waits for an answer.</summary>
    Read,

    /// <summary>What has become old is fetched anew behind answers.</summary>
    Refresh,

    /// <summary>What no event told is looked for.</summary>
    Repair,
}
