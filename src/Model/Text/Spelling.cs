namespace EdFi.BatchPerf;

/// <summary>Guesses what was meant by a misspelt word.</summary>
public static class Spelling
{
    /// <summary>The candidate that is nearest to a word, in any letter case; null where none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var wanted = word.ToLowerInvariant();
        var nearest = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(candidate.ToLowerInvariant(), wanted)))
            .DefaultIfEmpty((Candidate: string.Empty, Distance: int.MaxValue))
            .MinBy(static c => c.Distance);
        return nearest.Distance <= Math.Max(2, word.Length / 3) ? nearest.Candidate : null;
    }

    // Levenshtein, row by row.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[^1];
    }
}
