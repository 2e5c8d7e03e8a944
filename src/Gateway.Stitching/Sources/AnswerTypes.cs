using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Sources;

/// <summary>Tells of which type the objects are that stand where an interface or a union is declared.</summary>
internal static class AnswerTypes
{
    /// <summary>The type of an object; null with the problem if the upstream said none that is known.</summary>
    public static ObjectType? Of(GatewayModel model, in SourceValue value, out string? problem)
    {
        problem = null;
        if (value.Reference is EntityView { Type: { } known })
        {
            return known.Type;
        }

        string name = value.Reference is EmbeddedObject embedded ? embedded.TypeName : "";
        if (model.Schema.Type(name) is ObjectType type)
        {
            return type;
        }

        problem = $"The upstream answered with an object of type \"{name}\", which this gateway does not know.";
        return null;
    }

    /// <summary>The upstream may have grown a member since the schema was written: that is no reason to hide its neighbours.</summary>
    public static string? ForeignOf(GatewayModel model, in SourceValue value) =>
        value.Reference is EmbeddedObject { TypeName: { Length: > 0 } name } && model.Schema.Type(name) is null ? name : null;
}
