using Gateway.Linear;

namespace Gateway.Stitching.Budgeting;

/// <summary>What goes with a class.</summary>
internal static class BudgetClasses
{
    public static BudgetClass Of(UpstreamRequest request) => (request.IsMutation, request.Priority) switch
    {
        (true, _) => BudgetClass.Mutation,
        (_, UpstreamPriority.Caller) => BudgetClass.Read,
        (_, UpstreamPriority.Refresh) => BudgetClass.Refresh,
        _ => BudgetClass.Repair,
    };

    /// <summary>The part of the quota that it must leave to the classes before it.</summary>
    public static double Floor(this BudgetClass kind, BudgetOptions options) => kind switch
    {
        BudgetClass.Mutation => 0,
        BudgetClass.Read => options.MutationReserve,
        BudgetClass.Refresh => options.RefreshReserve,
        _ => options.RepairReserve,
    };

    /// <summary>The word in metrics: public, never changed.</summary>
    public static string Word(this BudgetClass kind) => kind switch
    {
        BudgetClass.Mutation => "mutation",
        BudgetClass.Read => "read",
        BudgetClass.Refresh => "refresh",
        _ => "repair",
    };
}
