using Gateway.GraphQL.Types;
using Gateway.Stitching.Access;

namespace Gateway.Auth;

/// <summary>What callers may ask for who show no key, where they are admitted.</summary>
/// <param name="access">As the options have it.</param>
internal sealed class StrangerAccess(CallerAccess access)
{
    /// <summary>What they may not ask for.</summary>
    public DenyList Denied => access.Denied;

    /// <summary>Reads it off the options.</summary>
    public static StrangerAccess Load(AuthOptions options, Schema? schema, List<string> faults)
    {
        // What is wrong with the words is told with the other options.
        PermissionWords.TryReadList(options.AnonymousPermissions, out var permissions);
        if (schema is null)
        {
            return new StrangerAccess(new CallerAccess(permissions, DenyList.Empty));
        }

        string[] coordinates = options.AnonymousDeny.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var denied = DenyListReader.Read(coordinates, schema, out var unknown);
        faults.AddRange(unknown.Select(coordinate => $"Auth:AnonymousDeny: \"{coordinate}\" is no field, argument or input field of the schema."));
        return new StrangerAccess(new CallerAccess(permissions & ~Permissions.Admin, denied));
    }

    /// <summary>What a class of them may ask for.</summary>
    /// <param name="introspects">Whether the class may ask for the schema.</param>
    public CallerAccess For(bool introspects) => introspects ? access : access with { Permissions = access.Permissions & ~Permissions.Introspect };
}
