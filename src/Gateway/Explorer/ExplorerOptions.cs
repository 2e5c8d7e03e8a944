namespace Gateway.Explorer;

/// <summary>The explorer for people, Banana Cake Pop at <c>/graphql/</c>. Bound to the section <c>Explorer</c>.</summary>
public sealed class ExplorerOptions
{
    /// <summary>Whether it is served. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What the browser's tab says. Default <c>Agent sessions</c>.</summary>
    public string Title { get; set; } = "Agent sessions";

    /// <summary>
    /// Where its files are: the unpacked npm package <c>@chillicream/bananacakepop-graphql-ide</c>. Default empty: the folder <c>explorer</c> beside the
    /// program, where the build puts them.
    /// </summary>
    public string Folder { get; set; } = "";
}
