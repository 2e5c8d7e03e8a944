namespace Gateway.GraphQL.Types;

/// <summary>How a scalar's values are coerced.</summary>
public enum ScalarKind
{
    /// <summary>Any literal or JSON value, passed through unchanged.</summary>
    Custom,
    Int,
    Float,
    String,
    Boolean,
    Id,
}
