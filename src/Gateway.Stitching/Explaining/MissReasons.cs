namespace Gateway.Stitching.Explaining;

/// <summary>What reasons are called outside.</summary>
internal static class MissReasons
{
    private static readonly string[] Words = [.. Enum.GetNames<MissReason>().Select(name => name.ToLowerInvariant())];

    public static string Word(MissReason reason) => Words[(int)reason];
}
