using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Objects and interfaces provide what the interfaces they implement promise.</summary>
/// <remarks>https://spec.graphql.org/September2025/#IsValidImplementation()</remarks>
internal sealed class InterfaceConformance(SchemaDraft draft, TypeResolver resolver)
{
    public void Check()
    {
        foreach (var type in draft.Types.Values)
        {
            if (type.Type is FieldsType { Interfaces.IsEmpty: false } implementer)
            {
                HashSet<string> named = [.. Named(type)];
                foreach (var contract in implementer.Interfaces)
                {
                    CheckAncestors(type, named, contract);
                    CheckFields(type, implementer, contract);
                }
            }
        }
    }

    // All that it names after `implements`, also what is no interface or stands there twice: each is a fault of the interface, and of
    // what implements it without naming the same.
    private void CheckAncestors(TypeDraft type, HashSet<string> named, InterfaceType contract)
    {
        var parent = draft.Types[contract.Name];
        foreach (string ancestor in Named(parent).Where(ancestor => !named.Contains(ancestor) && draft.Type(ancestor) is not null))
        {
            if (draft.Faults.IsFull)
            {
                return;
            }

            draft.Faults.Add(
                ancestor == type.Name
                    ? $"Type {type.Name} cannot implement {contract.Name} because it would create a circular reference."
                    : $"Type {type.Name} must implement {ancestor} because it is implemented by {contract.Name}.",
                [.. parent.Implements(ancestor), .. type.Implements(contract.Name)]);
        }
    }

    private static IEnumerable<string> Named(TypeDraft type) =>
        type.All<FieldsTypeSyntax, NamedTypeSyntax>(part => part.Interfaces).Select(named => named.Node.Name);

    private void CheckFields(TypeDraft type, FieldsType implementer, InterfaceType contract)
    {
        foreach (var promised in contract.Fields)
        {
            if (implementer.Field(promised.Name) is not { } field)
            {
                draft.Faults.Add(
                    $"Interface field {promised} expected but {type.Name} does not provide it.", [draft.Origins[promised].Place, .. type.Places]);
                continue;
            }

            if (!IsCovariant(field.Type, promised.Type) && !resolver.IsUnknown(field.Type.Named) && !resolver.IsUnknown(promised.Type.Named))
            {
                draft.Faults.Add(
                    $"Interface field {promised} expects type {promised.Type} but {field} is type {field.Type}.",
                    draft.Origins[promised].TypePlace,
                    draft.Origins[field].TypePlace);
            }

            if (field.DeprecationReason is not null && promised.DeprecationReason is null)
            {
                draft.Faults.Add(
                    $"Interface field {promised} is not deprecated, so implementation field {field} must not be deprecated.",
                    new Place(draft.Origins[field].Source, Deprecation.Find(field.Directives)!),
                    draft.Origins[field].TypePlace);
            }

            CheckArguments(field, promised);
        }
    }

    private void CheckArguments(FieldDefinition field, FieldDefinition promised)
    {
        foreach (var expected in promised.Arguments)
        {
            if (field.Argument(expected.Name) is not { } argument)
            {
                draft.Faults.Add(
                    $"Interface field argument {promised}({expected.Name}:) expected but {field} does not provide it.",
                    draft.Origins[expected].Place,
                    draft.Origins[field].Place);
            }
            else if (!TypeRef.AreEqual(expected.Type, argument.Type))
            {
                draft.Faults.Add(
                    $"Interface field argument {promised}({expected.Name}:) expects type {expected.Type} "
                    + $"but {field}({argument.Name}:) is type {argument.Type}.",
                    draft.Origins[expected].TypePlace,
                    draft.Origins[argument].TypePlace);
            }
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && promised.Argument(argument.Name) is null)
            {
                draft.Faults.Add(
                    $"Object field {field} includes required argument {argument.Name} that is missing from the Interface field {promised}.",
                    draft.Origins[argument].Place,
                    draft.Origins[promised].Place);
            }
        }
    }

    private static bool IsCovariant(TypeRef type, TypeRef promised) => (type, promised) switch
    {
        (NonNullTypeRef, _) => IsCovariant(type.Nullable, promised.Nullable),
        (ListTypeRef list, ListTypeRef promisedList) => IsCovariant(list.Item, promisedList.Item),
        (NamedTypeRef named, NamedTypeRef promisedNamed) => Schema.IsSubtype(named.Type, promisedNamed.Type),
        _ => false,
    };
}
