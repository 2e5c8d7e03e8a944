using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mapping;

/// <summary>Decides which fields every fetch of an object asks for, and with them all that is embedded in the object.</summary>
/// <param name="schema">The schema.</param>
/// <param name="types">The models of all its object types, with their fields.</param>
internal sealed class Embeddings(Schema schema, IReadOnlyDictionary<ObjectType, TypeModel> types)
{
    // What is embedded comes whole. Beyond this it is not worth it.
    private const int MostFields = 200;

    private readonly Dictionary<NamedType, HashSet<NamedType>> _reached = [];
    private readonly Dictionary<NamedType, int> _sizes = [];

    /// <summary>Embedded objects are part of their owner: their leaves come with it, and an activity without its content is of no use.</summary>
    public bool IsCheap(TypeModel declaring, FieldModel field) =>
        IsCandidate(field)
        && (field.Shape != FieldShape.Embedded || (!Reached(field.Target!).Contains(declaring.Type) && SizeOf(field.Target!) <= MostFields));

    private static bool IsCandidate(FieldModel field) =>
        field.Definition.Arguments.IsEmpty
        && !Stability.IsUnstable(field.Definition.Description)
        && field.IsKept
        && field.Definition.Directive("newer") is null
        && field.Definition.Directive("fetch")?.Argument("onDemand") is not BooleanValueSyntax { Value: true }
        && field.Shape switch
        {
            FieldShape.Leaf => true,
            FieldShape.Entity => field.IsSingle && field.Target is not UnionType,

            // The edges of a page are its nodes once more.
            FieldShape.Embedded => field.Definition.Name != "edges",
            _ => false,
        };

    /// <summary>What completing an object of a type would embed, itself included: an object that contains its like has no end.</summary>
    private HashSet<NamedType> Reached(NamedType type)
    {
        if (_reached.TryGetValue(type, out var reached))
        {
            return reached;
        }

        reached = [];
        var open = new Stack<NamedType>([type]);
        while (open.TryPop(out var at))
        {
            if (!reached.Add(at))
            {
                continue;
            }

            foreach (var member in schema.PossibleTypes(at))
            {
                reached.Add(member);
                foreach (var field in Embedded(member))
                {
                    open.Push(field.Target!);
                }
            }
        }

        return _reached[type] = reached;
    }

    /// <summary>How many fields are asked for to complete an object of a type; fields that lead back to it are not.</summary>
    private int SizeOf(NamedType type)
    {
        if (_sizes.TryGetValue(type, out int known))
        {
            return known;
        }

        long size = 0;
        foreach (var member in schema.PossibleTypes(type))
        {
            size += types[member].IsEntity ? 1 : types[member].Fields.Count(IsCandidate);
            foreach (var field in Embedded(member).Where(field => !Reached(field.Target!).Contains(member)))
            {
                size += SizeOf(field.Target!);
            }
        }

        return _sizes[type] = (int)Math.Min(size, MostFields + 1);
    }

    private IEnumerable<FieldModel> Embedded(ObjectType member) =>
        types[member].IsEntity ? [] : types[member].Fields.Where(field => field.Shape == FieldShape.Embedded && IsCandidate(field));
}
