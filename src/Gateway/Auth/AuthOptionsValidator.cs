using Gateway.Stitching.Access;
using Microsoft.Extensions.Options;

namespace Gateway.Auth;

/// <summary>Checks what no attribute can say.</summary>
internal sealed class AuthOptionsValidator(IConfiguration configuration) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        string[] faults = [.. FaultsOf(options, configuration["Redis:Address"] is { Length: > 0 })];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(AuthOptions options, bool isShared)
    {
        foreach (var (name, classes) in new[]
        {
            (nameof(options.Introspection), options.Introspection), (nameof(options.CacheControl), options.CacheControl), (nameof(options.Explain), options.Explain),
        })
        {
            if (CallerClassList.TryRead(classes, out _))
            {
                continue;
            }

            yield return $"Auth:{name} must name classes of callers ({string.Join(", ", Enum.GetNames<CallerClass>())}), separated by commas; "
                + "empty for none.";
        }

        if (!PermissionWords.TryReadList(options.AnonymousPermissions, out var anonymous) || (anonymous & Permissions.Admin) != 0)
        {
            yield return "Auth:AnonymousPermissions must name permissions (read, mutate, subscribe, introspect), separated by commas; empty for none. "
                + "The permission admin needs a key.";
        }

        bool hasKey = options.ScopeKey is { Length: > 0 };
        bool hasFile = options.ScopeKeyFile is { Length: > 0 };
        if (hasKey && hasFile)
        {
            yield return "Set Auth:ScopeKey or Auth:ScopeKeyFile, not both.";
        }

        if (hasKey && options.ScopeKey.Length < ScopeKey.MinLength)
        {
            yield return $"Auth:ScopeKey must have at least {ScopeKey.MinLength} characters, all of them random.";
        }

        if (hasFile && ScopeKey.TryReadFile(options.ScopeKeyFile) is not { Length: >= ScopeKey.MinLength })
        {
            yield return $"Auth:ScopeKeyFile names a file that cannot be read, or that holds fewer than {ScopeKey.MinLength} characters.";
        }

        if (options.Upstream == UpstreamIdentity.Caller && isShared && !hasKey && !hasFile)
        {
            yield return "Auth:Upstream=caller with a Redis needs Auth:ScopeKey or Auth:ScopeKeyFile, the same in all pods, which turns callers' "
                + "credentials into the names of what is cached for them.";
        }
    }
}
