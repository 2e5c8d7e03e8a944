using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>A schema on its way: what was defined, what was made of it so far, and what is wrong with it.</summary>
/// <remarks>Lives for one build and belongs to it alone.</remarks>
internal sealed class SchemaDraft(SchemaBuildOptions options)
{
    private const int MostFaults = 1000;

    public SchemaBuildOptions Options { get; } = options;

    public FaultList Faults { get; } = new(MostFaults, "Too many schema errors, error limit reached.");

    public BuiltIns BuiltIns { get; } = new();

    /// <summary>Types that were defined, built-in ones not included, in order.</summary>
    public OrderedDictionary<string, TypeDraft> Types { get; } = [];

    /// <summary>
    /// Definitions and extensions that no type is made of, such as an extension of something else: what is wrong inside of them is told too.
    /// </summary>
    public List<TypeDraft> Refused { get; } = [];

    /// <summary>Directives that were defined, in order.</summary>
    public OrderedDictionary<string, (DirectiveDefinitionSyntax Syntax, SourceText Source)> DirectiveSyntax { get; } = [];

    /// <summary>Definitions of directives that there were already.</summary>
    public List<(DirectiveDefinitionSyntax Syntax, SourceText Source)> RefusedDirectives { get; } = [];

    /// <summary>The schema definition, if there is one, and its extensions.</summary>
    public List<(SchemaSyntax Syntax, SourceText Source)> SchemaParts { get; } = [];

    /// <summary>Directives made of <see cref="DirectiveSyntax"/>, and the built-in ones that it does not replace.</summary>
    public OrderedDictionary<string, DirectiveDefinition> Directives { get; } = [];

    /// <summary>Every place that has directives applied to it.</summary>
    public List<DirectiveSite> Sites { get; } = [];

    /// <summary>What each field, argument, input field, enum value and directive was made from.</summary>
    public Dictionary<object, Origin> Origins { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Every argument and input field that was made, with its coordinate.</summary>
    public List<(InputDefinition Input, string Coordinate)> Inputs { get; } = [];

    /// <summary>The type of that name, built-in ones included; null if there is none.</summary>
    public NamedType? Type(string name) => Types.TryGetValue(name, out var draft) ? draft.Type : BuiltIns.Types.GetValueOrDefault(name);
}
