using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mutations;

/// <summary>Reads off the schema what each mutation makes old; where no directive says it, from the names and types that are customary.</summary>
/// <param name="schema">The merged schema.</param>
/// <param name="isEntity">Whether objects of a type have an identity.</param>
/// <param name="problems">What is wrong with the directives is added here.</param>
internal sealed class MutationMapBuilder(Schema schema, Func<ObjectType, bool> isEntity, List<string> problems)
{
    private const string Directive = "invalidates";

    public MutationMap Build()
    {
        var rules = new Dictionary<FieldDefinition, ImmutableArray<MutationRule>>();
        foreach (var field in schema.Mutation is { } root ? root.Fields : [])
        {
            var written = field.Directives.Where(directive => directive.Name.Value == Directive).ToList();
            rules[field] = written.Count > 0 ? [.. written.Select(directive => Read(field, directive)).OfType<MutationRule>()] : Customary(field);
        }

        return new MutationMap(rules);
    }

    private MutationRule? Read(FieldDefinition field, DirectiveSyntax directive)
    {
        string place = $"@invalidates on {schema.Mutation!.Name}.{field.Name}";
        if (directive.Argument("type") is not StringValueSyntax type || schema.Type(type.Value) is not ObjectType entity || !isEntity(entity))
        {
            problems.Add($"{place} must name a type of entities.");
            return null;
        }

        bool touchesLists = directive.Argument("lists") is not BooleanValueSyntax { Value: false };
        if (directive.Argument("id") is not StringValueSyntax id)
        {
            return new MutationRule(type.Value, [], true, touchesLists);
        }

        bool isArgument = id.Value.StartsWith('$');
        ImmutableArray<string> path = [.. (isArgument ? id.Value[1..] : id.Value).Split('.')];
        if (isArgument ? !LeadsThroughArguments(field, path) : !LeadsThroughPayload(field.Type.Named, path))
        {
            problems.Add($"{place}: \"{id.Value}\" does not lead to an id.");
            return null;
        }

        return new MutationRule(type.Value, path, isArgument, touchesLists);
    }

    private static bool LeadsThroughArguments(FieldDefinition field, ImmutableArray<string> path)
    {
        var type = field.Argument(path[0])?.Type.Named;
        foreach (string name in path.Skip(1))
        {
            type = (type as InputObjectType)?.Field(name)?.Type.Named;
        }

        return type is ScalarType;
    }

    private static bool LeadsThroughPayload(NamedType payload, ImmutableArray<string> path)
    {
        var type = payload;
        foreach (string name in path)
        {
            type = type is ObjectType owner && owner.Field(name) is { Arguments.IsEmpty: true } field ? field.Type.Named : null;
        }

        return type is ScalarType;
    }

    /// <summary>
    /// The entities of the payload and, of the argument <c>id</c>, those of the types in it and of the type that the mutation is named after, as
    /// <c>issueUpdate</c> after <c>Issue</c>; and those that arguments and input fields name, as <c>commentId</c> names a <c>Comment</c>; lists of
    /// all these types as well. Empty if nothing tells a type.
    /// </summary>
    private ImmutableArray<MutationRule> Customary(FieldDefinition field)
    {
        var rules = ImmutableArray.CreateBuilder<MutationRule>();
        bool hasId = field.Argument("id")?.Type.Named is ScalarType;
        foreach (var part in field.Type.Named is ObjectType payload ? payload.Fields : [])
        {
            if (part.Type.Named is ObjectType type && isEntity(type) && part.Arguments.IsEmpty)
            {
                rules.Add(new MutationRule(type.Name, [part.Name, "id"], false, true));
                if (hasId)
                {
                    // Also where the answer is lost, or the name begins like that of another type.
                    rules.Add(new MutationRule(type.Name, ["id"], true, true));
                }
            }
        }

        if (NamedAfter(field) is { } subject)
        {
            rules.Add(new MutationRule(subject.Name, hasId ? ["id"] : [], true, true));
        }

        foreach (var argument in field.Arguments)
        {
            AddNamed(rules, argument, []);
            foreach (var input in argument.Type.Named is InputObjectType type ? type.Fields : [])
            {
                AddNamed(rules, input, [argument.Name]);
            }
        }

        return [.. rules.DistinctBy(rule => (rule.TypeName, string.Join('.', rule.Path), rule.IsArgument))];
    }

    /// <summary>Adds the entities that an argument names by its own name, as <c>issueId</c> and <c>labelIds</c> do.</summary>
    private void AddNamed(ImmutableArray<MutationRule>.Builder rules, InputDefinition input, ImmutableArray<string> above)
    {
        string? name = input.Type.Named is not ScalarType ? null
            : input.Name.EndsWith("Ids", StringComparison.Ordinal) ? input.Name[..^3]
            : input.Name.EndsWith("Id", StringComparison.Ordinal) ? input.Name[..^2]
            : null;
        if (name is { Length: > 0 } && schema.Type(char.ToUpperInvariant(name[0]) + name[1..]) is ObjectType entity && isEntity(entity))
        {
            rules.Add(new MutationRule(entity.Name, above.Add(input.Name), true, true));
        }
    }

    private ObjectType? NamedAfter(FieldDefinition field) => schema.Types.OfType<ObjectType>()
        .Where(isEntity)
        .Where(type => field.Name.StartsWith(char.ToLowerInvariant(type.Name[0]) + type.Name[1..], StringComparison.Ordinal))
        .MaxBy(type => type.Name.Length);
}
