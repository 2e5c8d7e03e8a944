using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Makes a schema of type system documents, or says all that is wrong with them.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Type-System</remarks>
public static class SchemaBuilder
{
    /// <summary>Builds by the specification alone.</summary>
    /// <param name="documents">Definitions and extensions. One may extend what any of them defines; extensions apply in the order given.</param>
    public static SchemaBuildResult Build(params ReadOnlySpan<DocumentSyntax> documents) => Build(new SchemaBuildOptions(), documents);

    /// <summary>As the other, with what <paramref name="options"/> add to the specification.</summary>
    public static SchemaBuildResult Build(SchemaBuildOptions options, params ReadOnlySpan<DocumentSyntax> documents)
    {
        ArgumentNullException.ThrowIfNull(options);
        var draft = new SchemaDraft(options);
        var resolver = new TypeResolver(draft);
        var roots = new RootTypes(draft, resolver);

        new DefinitionReader(draft).Read(documents);
        new TypeFactory(draft, resolver).MakeAll();
        roots.Find();
        var applied = new DirectiveSite(
            "SCHEMA", [.. draft.SchemaParts.SelectMany(part => part.Syntax.Directives.Select(directive => (directive, part.Source)))]);
        draft.Sites.Add(applied);

        new TypeRules(draft).Check();
        new InterfaceConformance(draft, resolver).Check();
        new InputCycles(draft).Check();
        new DirectiveCycles(draft).Check();
        new AppliedDirectiveRules(draft).Check();
        new DefaultValueRules(draft).Check();
        new DefaultCycles(draft).Check();

        return draft.Faults.Count > 0
            ? new SchemaBuildResult(null, draft.Faults.ToErrors())
            : new SchemaBuildResult(new Schema(Assemble(draft, roots, applied)), []);
    }

    private static SchemaParts Assemble(SchemaDraft draft, RootTypes roots, DirectiveSite applied) => new(
        draft.SchemaParts.FirstOrDefault(part => !part.Syntax.IsExtension).Syntax?.Description?.Value,
        roots.Of(OperationKind.Query)!,
        roots.Of(OperationKind.Mutation),
        roots.Of(OperationKind.Subscription),
        new TypeOrder(draft).Find(),
        draft.Directives,
        applied.Directives);
}
