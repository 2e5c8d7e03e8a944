using Gateway.Caching.Keys;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Access;

/// <summary>What a caller may ask for. Shared and frozen.</summary>
/// <param name="Permissions">What it may do.</param>
/// <param name="Denied">What it may not select or give.</param>
public sealed record CallerAccess(Permissions Permissions, DenyList Denied)
{
    /// <summary>To whoever may ask for everything, the work of operators aside.</summary>
    public static CallerAccess Unrestricted { get; } =
        new(Permissions.Read | Permissions.Mutate | Permissions.Subscribe | Permissions.Introspect, DenyList.Empty);

    /// <summary>Whether all of that is permitted.</summary>
    public bool May(Permissions asked) => (Permissions & asked) == asked;

    /// <summary>Why an operation must not run for this caller, whatever it selects; null if it may.</summary>
    internal GraphQLError? Refuse(OperationKind kind)
    {
        var needed = kind switch
        {
            OperationKind.Mutation => Permissions.Mutate,
            OperationKind.Subscription => Permissions.Subscribe,
            _ => Permissions.Read,
        };
        return May(needed) ? null : AccessErrors.OfPermission(needed);
    }

    /// <summary>Why an operation must not run for this caller with these variables; empty if it may.</summary>
    /// <param name="plan">The operation.</param>
    /// <param name="variant">What of it is included.</param>
    /// <param name="variables">As they were given, and found to be valid.</param>
    internal IReadOnlyList<GraphQLError> Refuse(OperationPlan plan, OperationVariant variant, RequestVariables variables) =>
        Denied.IsEmpty ? [] : Denied.Refuse(plan, variant, variables.Tree);

    /// <summary>Under what finished answers are kept for this caller: never what is kept for those to whom something else is denied.</summary>
    internal CacheScope MemoScope(CacheScope scope) => Denied.MemoScope(scope);
}
