using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>A variable where it is used.</summary>
/// <param name="Variable">The use.</param>
/// <param name="Type">What the place expects; null if that is not known.</param>
/// <param name="HasDefault">Whether the argument or input field has a default value.</param>
/// <param name="OneOf">The input object of which it is a field, if of that object exactly one field must be given; else null.</param>
/// <param name="IsOneOfRequired">Whether that object stands where null must not stand.</param>
internal readonly record struct VariableUse(VariableSyntax Variable, TypeRef? Type, bool HasDefault, InputObjectType? OneOf, bool IsOneOfRequired);
