using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation.Rules;

namespace Gateway.GraphQL.Validation;

/// <summary>Says whether a schema can answer a document, and if not, all the reasons why.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Validation</remarks>
public static class DocumentValidator
{
    /// <summary>Applies every rule to every definition.</summary>
    /// <returns>
    /// Empty if the document is valid. At most 100 errors, then one that says there are more: a hostile document must not buy a long answer.
    /// </returns>
    public static ImmutableArray<GraphQLError> Validate(Schema schema, DocumentSyntax document)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(document);
        var run = new ValidationRun(schema, document);
        new DocumentWalk(run, RulesFor(run)).Walk();
        return run.Faults.ToErrors();
    }

    private static ImmutableArray<Rule> RulesFor(ValidationRun run) =>
    [
        new ExecutableDefinitions(run),
        new OperationTypeExistence(run),
        new OperationNameUniqueness(run),
        new LoneAnonymousOperation(run),
        new SubscriptionSingleRootField(run),
        new KnownTypeNames(run),
        new FragmentsOnCompositeTypes(run),
        new VariablesAreInputTypes(run),
        new ScalarLeafs(run),
        new FieldsOnCorrectType(run),
        new UniqueFragmentNames(run),
        new KnownFragmentNames(run),
        new NoUnusedFragments(run),
        new PossibleFragmentSpreads(run),
        new NoFragmentCycles(run),
        new UniqueVariableNames(run),
        new NoUndefinedVariables(run),
        new NoUnusedVariables(run),
        new KnownDirectives(run),
        new UniqueDirectivesPerLocation(run),
        new DeferLabels(run),
        new KnownArgumentNames(run),
        new UniqueArgumentNames(run),
        new ValuesOfCorrectType(run),
        new ProvidedRequiredArguments(run),
        new VariablesInAllowedPosition(run),
        new OverlappingFieldsCanBeMerged(run),
        new UniqueInputFieldNames(run),
        new MaxIntrospectionDepth(run),
    ];
}
