namespace Gateway.Admin;

/// <summary>Decides who may ask for <c>/admin</c>.</summary>
internal static class AdminGate
{
    /// <summary>Why the caller may not; null if it may.</summary>
    public static AdminRefusal? Refusal(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new AdminRefusal(StatusCodes.Status403Forbidden, "The admin pages are closed.");
    }
}
