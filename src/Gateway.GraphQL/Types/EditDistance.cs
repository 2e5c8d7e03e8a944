namespace Gateway.GraphQL.Types;

/// <summary>How many edits lie between one name and others: letters put in, left out, changed, or swapped with the next.</summary>
/// <remarks>Names that differ only in case are one edit apart. An instance reuses its rows and is not for several threads.</remarks>
internal sealed class EditDistance(string name)
{
    private readonly string _lower = name.ToLowerInvariant();

    private int[] _before = new int[name.Length + 1];
    private int[] _above = new int[name.Length + 1];
    private int[] _row = new int[name.Length + 1];

    /// <summary>The number of edits; <see cref="int.MaxValue"/> if it is more than <paramref name="most"/>.</summary>
    public int To(string other, int most)
    {
        if (Math.Abs(other.Length - name.Length) > most)
        {
            return int.MaxValue;
        }

        if (other == name)
        {
            return 0;
        }

        string lower = other.ToLowerInvariant();
        return lower == _lower ? 1 : Measure(lower, most);
    }

    private int Measure(string lower, int most)
    {
        for (int j = 0; j <= _lower.Length; j++)
        {
            _row[j] = j;
        }

        for (int i = 1; i <= lower.Length; i++)
        {
            (_before, _above, _row) = (_above, _row, _before);
            if (FillRow(lower, i) > most)
            {
                return int.MaxValue;
            }
        }

        return _row[_lower.Length] <= most ? _row[_lower.Length] : int.MaxValue;
    }

    private int FillRow(string lower, int i)
    {
        int smallest = _row[0] = i;
        for (int j = 1; j <= _lower.Length; j++)
        {
            int cost = lower[i - 1] == _lower[j - 1] ? 0 : 1;
            int cell = Math.Min(Math.Min(_above[j], _row[j - 1]) + 1, _above[j - 1] + cost);
            if (i > 1 && j > 1 && lower[i - 1] == _lower[j - 2] && lower[i - 2] == _lower[j - 1])
            {
                cell = Math.Min(cell, _before[j - 2] + 1);
            }

            _row[j] = cell;
            smallest = Math.Min(smallest, cell);
        }

        return smallest;
    }
}
