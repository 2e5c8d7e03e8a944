using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation.Limits;

namespace Gateway.GraphQL.Planning;

/// <summary>A document that was parsed and validated: its operations, or all that is wrong with it.</summary>
public sealed class CompiledDocument
{
    private readonly ImmutableArray<OperationPlan> _operations = [];

    internal CompiledDocument(DocumentFault fault, params ImmutableArray<GraphQLError> errors) => (Fault, Errors) = (fault, errors);

    internal CompiledDocument(LimitBreach breach, GraphQLError error)
        : this(DocumentFault.Limit, error) => Breach = breach;

    internal CompiledDocument(Schema schema, DocumentSyntax document, int maxFields)
    {
        Errors = [];
        var fragments = document.Definitions.OfType<FragmentSyntax>().ToDictionary(fragment => fragment.Name.Value);
        var conditions = ConditionFinder.Find(fragments.Values);
        _operations = [.. document.Definitions.OfType<OperationSyntax>()
            .Select(operation => new OperationPlan(schema, document, operation, fragments, conditions, maxFields))];
    }

    /// <summary>Its operations, in their order.</summary>
    public ImmutableArray<OperationPlan> Operations => _operations;

    /// <summary>Empty for a valid document.</summary>
    public ImmutableArray<GraphQLError> Errors { get; }

    /// <summary>What kind of errors these are.</summary>
    public DocumentFault Fault { get; }

    /// <summary>The limit that the document passes; null if it is not refused for one.</summary>
    public LimitBreach? Breach { get; }

    /// <summary>Finds the operation to run.</summary>
    /// <remarks>https://spec.graphql.org/September2025/#GetOperation()</remarks>
    /// <param name="name">Null where the request names none; the empty string is a name that no operation has.</param>
    /// <param name="plan">The operation.</param>
    /// <param name="error">Why there is none.</param>
    public bool TryGetOperation(string? name, [NotNullWhen(true)] out OperationPlan? plan, [NotNullWhen(false)] out GraphQLError? error)
    {
        plan = null;
        error = null;
        if (name is not null)
        {
            plan = _operations.FirstOrDefault(operation => operation.Operation.Name?.Value == name);
            error = plan is null ? new GraphQLError($"Unknown operation named \"{name}\".") : null;
        }
        else if (_operations.Length == 1)
        {
            plan = _operations[0];
        }
        else
        {
            error = new GraphQLError(_operations.IsEmpty
                ? "Must provide an operation."
                : "Must provide operation name if query contains multiple operations.");
        }

        return plan is not null;
    }
}
