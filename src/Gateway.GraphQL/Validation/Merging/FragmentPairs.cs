using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>Remembers which pairs were compared, and how strictly.</summary>
internal sealed class FragmentPairs<TFirst>
    where TFirst : class
{
    private readonly Dictionary<(TFirst, FragmentSyntax), bool> _pairs = [];

    /// <summary>Books a pair.</summary>
    /// <param name="first">One of the pair.</param>
    /// <param name="other">The other.</param>
    /// <param name="areExclusive">Whether the two never answer together, so that less has to agree.</param>
    /// <returns>False if it was compared before, at least as strictly.</returns>
    public bool Add(TFirst first, FragmentSyntax other, bool areExclusive)
    {
        if (_pairs.TryGetValue((first, other), out bool wereExclusive) && (!wereExclusive || areExclusive))
        {
            return false;
        }

        _pairs[(first, other)] = areExclusive;
        return true;
    }
}
