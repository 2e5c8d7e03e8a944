using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Drifting;

/// <summary>Works out what of the schema that is served cannot be asked of the upstream any more.</summary>
/// <param name="model">What is served.</param>
/// <param name="slice">The same without what the gateway adds.</param>
/// <param name="published">What the upstream has now.</param>
public sealed class DriftComparer(GatewayModel model, Schema slice, Schema published)
{
    private readonly ImmutableArray<SchemaDifference>.Builder _differences = ImmutableArray.CreateBuilder<SchemaDifference>();
    private readonly Vanished _found = new();

    public Vanished Compare()
    {
        var reachable = Reachable();
        foreach (var difference in SchemaComparer.Compare(slice, published))
        {
            var (type, member, argument) = Coordinate.Split(difference.Coordinate);
            if (reachable.Contains(type) && Takes(difference.Kind, model.Schema.Type(type)!, member, argument))
            {
                _differences.Add(difference);
            }
        }

        AddMembers(reachable);
        var vanished = new Vanished
        {
            Differences = _differences.ToImmutable(),
            Fields = _found.Fields,
            Inputs = _found.Inputs,
            Required = _found.Required,
            InputTypes = _found.InputTypes,
            EnumValues = _found.EnumValues,
            Members = _found.Members,
            Types = _found.Types,
        };
        return vanished.IsEmpty ? Vanished.Nothing : WithLookups(vanished);
    }

    // Half of what an API publishes may hang off no root, and introspection does not tell it. What the root of subscriptions has is never asked for
    // by an operation of a caller.
    private HashSet<string> Reachable()
    {
        var found = new HashSet<string>();
        var open = new Stack<NamedType>(new[] { slice.Query, slice.Mutation }.OfType<NamedType>());
        while (open.TryPop(out var type))
        {
            if (!found.Add(type.Name))
            {
                continue;
            }

            foreach (var next in Next(type))
            {
                open.Push(next);
            }
        }

        return found;
    }

    private IEnumerable<NamedType> Next(NamedType type) => type switch
    {
        FieldsType fields => fields.Fields.SelectMany(field => field.Arguments.Select(argument => argument.Type.Named).Append(field.Type.Named))
            .Concat(slice.PossibleTypes(type)),
        InputObjectType input => input.Fields.Select(field => field.Type.Named),
        _ => slice.PossibleTypes(type),
    };

    /// <returns>Whether the difference is in the way of a query.</returns>
    private bool Takes(SchemaDifferenceKind kind, NamedType type, string? member, string? argument)
    {
        var field = member is null ? null : (type as FieldsType)?.Field(member);
        switch (kind)
        {
            case SchemaDifferenceKind.FieldMissing or SchemaDifferenceKind.ArgumentRequired:
            case SchemaDifferenceKind.FieldTypeChanged when !IsSelectable(field!.Type, PublishedField(type, member!)!.Type):
                return type is ObjectType && _found.Fields.Add(field!);
            case SchemaDifferenceKind.ArgumentMissing:
                return type is ObjectType && _found.Inputs.TryAdd(field!.Argument(argument!)!, Default(field.Argument(argument!)!));
            case SchemaDifferenceKind.ArgumentTypeChanged when type is ObjectType:
                return TakesArgument(field!.Argument(argument!)!, PublishedField(type, member!)!.Argument(argument!)!);
            case SchemaDifferenceKind.TypeKindChanged when type.IsOutput:
                return AddFieldsOf(type);
            case SchemaDifferenceKind.InputFieldMissing or SchemaDifferenceKind.InputFieldTypeChanged:
                return _found.Inputs.TryAdd(((InputObjectType)type).Field(member!)!, null);
            case SchemaDifferenceKind.InputFieldRequired:
            case SchemaDifferenceKind.TypeMissing or SchemaDifferenceKind.TypeKindChanged when type is InputObjectType:
                return _found.InputTypes.Add((InputObjectType)type);
            case SchemaDifferenceKind.EnumValueMissing:
                return _found.EnumValues.Add(((EnumType)type, member!));
            default:
                return false;
        }
    }

    private FieldDefinition? PublishedField(NamedType type, string name) => (published.Type(type.Name) as FieldsType)?.Field(name);

    /// <summary>The variable is declared as the upstream wants it; only a null may then be in the way.</summary>
    private bool TakesArgument(InputDefinition argument, InputDefinition now)
    {
        _found.Types[argument] = now.Type.ToString()!;
        return now.IsRequired && !argument.IsRequired && _found.Required.Add(argument);
    }

    private bool AddFieldsOf(NamedType target)
    {
        var fields = model.Schema.Types.OfType<ObjectType>().SelectMany(type => type.Fields).Where(field => ReferenceEquals(field.Type.Named, target)).ToList();
        _found.Fields.UnionWith(fields);
        return fields.Count > 0;
    }

    private void AddMembers(HashSet<string> reachable)
    {
        foreach (var type in slice.Types.Where(type => type is UnionType or InterfaceType && reachable.Contains(type.Name)))
        {
            var now = published.Type(type.Name);
            var left = now is UnionType or InterfaceType ? published.PossibleTypes(now).Select(member => member.Name).ToHashSet() : [];
            foreach (var member in slice.PossibleTypes(type).Where(member => !left.Contains(member.Name)).OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                _found.Members.Add((model.Schema.Type(type.Name)!, (ObjectType)model.Schema.Type(member.Name)!));
                _differences.Add(new SchemaDifference(
                    SchemaDifferenceKind.UnionMemberMissing, type.Name, $"{member.Name} is no {type.Name} in the published schema."));
            }
        }
    }

    private Vanished WithLookups(Vanished vanished)
    {
        foreach (var type in model.Schema.Types.OfType<ObjectType>().Select(model.Of))
        {
            if (type.One is { } one && vanished.Has(one.Field, one.ForKey("")))
            {
                vanished.Lookups.Add(one);
            }

            if (type.Many is { } many && vanished.Has(many.Field, many.ForKeys([""])))
            {
                vanished.Lookups.Add(many);
            }
        }

        return vanished;
    }

    // Other leaves are passed on as they are; but what is selected of an object is not there in another, nor in a list of another depth.
    private static bool IsSelectable(TypeRef type, TypeRef now) => (type.Nullable, now.Nullable) switch
    {
        (ListTypeRef list, ListTypeRef other) => IsSelectable(list.Item, other.Item),
        (NamedTypeRef, NamedTypeRef) => type.Named.IsLeaf ? now.Named.IsLeaf : type.Named.Name == now.Named.Name,
        _ => false,
    };

    private static string? Default(InputDefinition argument)
    {
        if (argument.DefaultValue is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(ArgumentCoercion.Coerce([argument], [], VariableValues.Empty, out _));
        return json.RootElement.GetProperty(argument.Name).GetRawText();
    }
}
