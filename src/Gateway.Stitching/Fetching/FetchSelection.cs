using System.Text;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>What to ask the upstream of an object: a tree that bookings of many callers are merged into.</summary>
/// <param name="type">An object type, or an abstract one that has a selection for each member.</param>
/// <param name="model">The type's model; null for an abstract type.</param>
internal sealed class FetchSelection(NamedType type, TypeModel? model)
{
    private readonly OrderedDictionary<FieldKey, FetchField> _fields = [];
    private OrderedDictionary<ObjectType, FetchSelection>? _members;

    public NamedType Type { get; } = type;

    public TypeModel? Model { get; } = model;

    public IList<FetchField> Fields => _fields.Values;

    public IEnumerable<FetchSelection> Members => _members is null ? [] : _members.Values;

    public FetchField? Field(FieldKey key) => _fields.GetValueOrDefault(key);

    public void Add(FetchField field) => _fields.Add(field.Key, field);

    /// <summary>The selection for a member of an abstract type, made if there is none.</summary>
    public FetchSelection Member(TypeModel member)
    {
        _members ??= [];
        if (!_members.TryGetValue(member.Type, out var selection))
        {
            _members.Add(member.Type, selection = new FetchSelection(member.Type, member));
        }

        return selection;
    }

    /// <summary>The field that an answer holds under that name, in any member of an abstract type; null if there is none.</summary>
    public FetchField? FindByResponseName(string name) =>
        Fields.FirstOrDefault(field => field.ResponseName == name)
        ?? Members.Select(member => member.FindByResponseName(name)).FirstOrDefault(field => field is not null);

    /// <summary>The selection for a member of an abstract type; null if there is none.</summary>
    public FetchSelection? FindMember(TypeModel member) => _members?.GetValueOrDefault(member.Type);

    /// <summary>Takes over all that another selection of the same type asks for.</summary>
    public void Merge(FetchSelection other)
    {
        foreach (var field in other.Fields)
        {
            if (Field(field.Key) is not { } known)
            {
                Add(known = new FetchField(field.Model, field.Key, field.Arguments) { Tags = field.Tags });
            }

            known.IsAsked |= field.IsAsked;
            known.NeedsCursors |= field.NeedsCursors;
            if (field.Below is not null)
            {
                known.Below ??= new FetchSelection(field.Below.Type, field.Below.Model);
                known.Below.Merge(field.Below);
            }
        }

        foreach (var member in other.Members)
        {
            Member(member.Model!).Merge(member);
        }
    }

    /// <summary>Whether all that another selection asks for is asked for here, too.</summary>
    public bool Covers(FetchSelection other)
    {
        foreach (var field in other.Fields)
        {
            if (Field(field.Key) is not { } known
                || (field.NeedsCursors && !known.NeedsCursors)
                || (field.Below is not null && known.Below?.Covers(field.Below) != true))
            {
                return false;
            }
        }

        return other.Members.All(member => _members?.GetValueOrDefault((ObjectType)member.Type)?.Covers(member) == true);
    }

    /// <summary>The sequence number of the last invalidation of a list that is asked for here.</summary>
    public long ListsInvalidatedAt()
    {
        long last = 0;
        foreach (var field in Fields)
        {
            foreach (var tag in field.Tags)
            {
                last = Math.Max(last, tag.InvalidatedAt);
            }

            last = Math.Max(last, field.Below?.ListsInvalidatedAt() ?? 0);
        }

        return Members.Aggregate(last, (known, member) => Math.Max(known, member.ListsInvalidatedAt()));
    }

    /// <summary>Whether a value is asked for that must be read anew for each request.</summary>
    public bool HasVolatile() =>
        Fields.Any(field => !field.Model.IsKept || field.Below?.HasVolatile() == true) || Members.Any(member => member.HasVolatile());

    /// <summary>Whether a field is asked for whose value is kept, so that another process may have it.</summary>
    public bool IsShareable => Fields.Any(asked => asked.Model.IsKept);

    /// <summary>A copy of all of it.</summary>
    public FetchSelection Copy()
    {
        var copy = new FetchSelection(Type, Model);
        copy.Merge(this);
        return copy;
    }

    /// <summary>Equal text for selections that ask for the same.</summary>
    public string Signature()
    {
        var text = new StringBuilder();
        AppendSignature(text);
        return text.ToString();
    }

    private void AppendSignature(StringBuilder text)
    {
        foreach (var field in Fields.OrderBy(field => field.Key.Text, StringComparer.Ordinal))
        {
            text.Append(field.Key.Text).Append(field.NeedsCursors ? '#' : ',');
            if (field.Below is not null)
            {
                text.Append('{');
                field.Below.AppendSignature(text);
                text.Append('}');
            }
        }

        foreach (var member in Members.OrderBy(member => member.Type.Name, StringComparer.Ordinal))
        {
            text.Append("...").Append(member.Type.Name).Append('{');
            member.AppendSignature(text);
            text.Append('}');
        }
    }
}
