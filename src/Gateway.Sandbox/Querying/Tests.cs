using System.Text.Json;

namespace Gateway.Sandbox.Querying;

/// <summary>Joins tests.</summary>
internal static class Tests
{
    public static Func<T, bool> All<T>(IReadOnlyList<Func<T, bool>> tests) => tests switch
    {
        [] => _ => true,
        [var only] => only,
        _ => value => tests.All(test => test(value)),
    };

    /// <summary>The lists <c>and</c> and <c>or</c>; an empty one asks for nothing.</summary>
    public static Func<T, bool> Join<T>(bool isOr, JsonElement list, Func<JsonElement, Func<T, bool>> compile)
    {
        Func<T, bool>[] tests = [.. list.EnumerateArray().Select(compile)];
        return isOr && tests.Length > 0 ? value => tests.Any(test => test(value)) : All(tests);
    }
}
