using System.Text;
using Gateway.GraphQL.Errors;

namespace Gateway.Stitching.Access;

/// <summary>The refusals of what a caller may not ask for. The coordinates they name come from an operator and the schema, never from a request.</summary>
internal static class AccessErrors
{
    /// <summary>Something may be done by others only.</summary>
    public static GraphQLError OfPermission(Permissions lacking)
    {
        string word = lacking.ToString().ToLowerInvariant();
        return new GraphQLError($"This needs the permission \"{word}\", which you do not have.") { Extensions = Extensions("permission", "permission", word) };
    }

    /// <summary>Something may be selected, or given, by others only.</summary>
    public static GraphQLError OfCoordinate(string message, string coordinate, SourceLocation location) =>
        new(message, location) { Extensions = Extensions("denied", "coordinate", coordinate) };

    // Words and coordinates have nothing that JSON would have to escape.
    private static byte[] Extensions(string reason, string name, string value) =>
        Encoding.UTF8.GetBytes($$"""{"code":"FORBIDDEN","type":"forbidden","reason":"{{reason}}","{{name}}":"{{value}}"}""");
}
