using System.Text;

namespace Gateway.Conformance;

/// <summary>The query that asks for all that introspection can tell.</summary>
internal static class IntrospectionQuery
{
    // Tools ask for nine.
    private const int WrapperLevels = 16;

    public static ReadOnlyMemory<byte> Utf8 { get; } = Encoding.UTF8.GetBytes($$"""
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types {
              kind
              name
              description
              specifiedByURL
              isOneOf
              fields(includeDeprecated: true) {
                name
                description
                args(includeDeprecated: true) { ...Input }
                type { ...Type }
                isDeprecated
                deprecationReason
              }
              inputFields(includeDeprecated: true) { ...Input }
              interfaces { ...Type }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
              possibleTypes { ...Type }
            }
            directives {
              name
              description
              isRepeatable
              locations
              args(includeDeprecated: true) { ...Input }
            }
          }
        }
        fragment Input on __InputValue { name description type { ...Type } defaultValue isDeprecated deprecationReason }
        fragment Type on __Type { {{Wrapped(WrapperLevels)}} }
        """);

    private static string Wrapped(int levels) => levels == 0 ? "kind name" : $"kind name ofType {{ {Wrapped(levels - 1)} }}";
}
