using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Access;

/// <summary>Fields that may not be selected, arguments and input fields that may not be given. Shared and safe for concurrent use.</summary>
/// <remarks>
/// An operation that names any of them is refused as a whole, before anything is fetched or found: so no answer, from wherever its parts come,
/// holds what its reader may not see. What is found out of a plan is kept for as long as the plan is.
/// </remarks>
public sealed class DenyList
{
    // By the schema: while the gateway changes to another one, requests may still run by the former.
    private readonly ConditionalWeakTable<Schema, DeniedParts> _parts = [];
    private readonly ConditionalWeakTable<OperationVariant, PlanVerdict> _verdicts = [];
    private readonly CacheScope _serviceScope;
    private readonly string _name;

    internal DenyList(IEnumerable<string> coordinates)
    {
        Coordinates = [.. coordinates.Distinct().Order(StringComparer.Ordinal)];

        // A hash, since lists may be long; one that nobody can make collide, since answers are told apart by it.
        _name = IsEmpty ? "" : "!" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Coordinates))));
        _serviceScope = new CacheScope(CacheScope.Service.Name + _name);
    }

    /// <summary>Denies nothing.</summary>
    public static DenyList Empty { get; } = new([]);

    /// <summary>What is denied, sorted.</summary>
    public IReadOnlyList<string> Coordinates { get; }

    /// <summary>Whether nothing is denied.</summary>
    public bool IsEmpty => Coordinates.Count == 0;

    /// <summary>What it names in a schema.</summary>
    internal DeniedParts In(Schema schema) =>
        _parts.GetValue(schema, served => DenyListReader.PartsOf(Coordinates, served, out _));

    internal CacheScope MemoScope(CacheScope scope) =>
        IsEmpty ? scope
        : scope.Name.Length == 0 ? _serviceScope
        : new CacheScope(scope.Name + _name);

    internal IReadOnlyList<GraphQLError> Refuse(OperationPlan plan, OperationVariant variant, JsonElement variables)
    {
        if (!_verdicts.TryGetValue(variant, out var verdict))
        {
            verdict = _verdicts.GetValue(variant, made => PlanInspection.Judge(In(plan.Schema), plan, made));
        }

        return verdict.Errors.Count > 0 || verdict.Suspects.IsEmpty ? verdict.Errors : GivenVariables.Refuse(In(plan.Schema), plan, verdict.Suspects, variables);
    }
}
