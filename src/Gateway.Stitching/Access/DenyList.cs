using System.Collections.Frozen;
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
    private readonly FrozenDictionary<FieldDefinition, string> _fields;
    private readonly FrozenDictionary<InputDefinition, string> _inputs;
    private readonly FrozenSet<InputObjectType> _leading;
    private readonly ConditionalWeakTable<OperationVariant, PlanVerdict> _verdicts = [];
    private readonly CacheScope _serviceScope;
    private readonly string _name;

    internal DenyList(
        IEnumerable<string> coordinates,
        Dictionary<FieldDefinition, string> fields,
        Dictionary<InputDefinition, string> inputs,
        IEnumerable<InputObjectType> leading)
    {
        Coordinates = [.. coordinates.Distinct().Order(StringComparer.Ordinal)];
        _fields = fields.ToFrozenDictionary();
        _inputs = inputs.ToFrozenDictionary();
        _leading = leading.ToFrozenSet();

        // A hash, since lists may be long; one that nobody can make collide, since answers are told apart by it.
        _name = IsEmpty ? "" : "!" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Coordinates))));
        _serviceScope = new CacheScope(CacheScope.Service.Name + _name);
    }

    /// <summary>Denies nothing.</summary>
    public static DenyList Empty { get; } = new([], [], [], []);

    /// <summary>What is denied, sorted.</summary>
    public IReadOnlyList<string> Coordinates { get; }

    /// <summary>Whether nothing is denied.</summary>
    public bool IsEmpty => Coordinates.Count == 0;

    /// <summary>The coordinate by which a field is denied; null if it is not.</summary>
    internal string? Find(FieldDefinition field) => _fields.GetValueOrDefault(field);

    /// <summary>The coordinate by which an argument or input field is denied; null if it is not.</summary>
    internal string? Find(InputDefinition input) => _inputs.GetValueOrDefault(input);

    /// <summary>Whether a value of the type may hold, however deep, what is denied.</summary>
    internal bool MayHold(NamedType type) => type is InputObjectType input && _leading.Contains(input);

    internal CacheScope MemoScope(CacheScope scope) =>
        IsEmpty ? scope
        : scope.Name.Length == 0 ? _serviceScope
        : new CacheScope(scope.Name + _name);

    internal IReadOnlyList<GraphQLError> Refuse(OperationPlan plan, OperationVariant variant, JsonElement variables)
    {
        if (!_verdicts.TryGetValue(variant, out var verdict))
        {
            verdict = _verdicts.GetValue(variant, made => PlanInspection.Judge(this, plan, made));
        }

        return verdict.Errors.Count > 0 || verdict.Suspects.IsEmpty ? verdict.Errors : GivenVariables.Refuse(this, plan, verdict.Suspects, variables);
    }
}
