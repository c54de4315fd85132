using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>Guesses the word behind a misspelt one, or behind another tool's word for the same thing.</summary>
public static class Spelling
{
    /// <summary>Largest number of guesses returned.</summary>
    private const int Most = 3;

    /// <summary>The candidate that is nearest to a word, in any letter case; null where none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates) =>
        Near(word, candidates.Select(static c => (c, c))) is [var nearest, ..] ? nearest : null;

    /// <summary>
    /// "Did you mean a, b or c? ", the nearest first; empty where nothing is near. Near are words of other tools for the same, words that
    /// hold or are held by the one given (three letters at least), and words that few letters tell apart.
    /// </summary>
    /// <param name="word">Word as it was written.</param>
    /// <param name="candidates">Valid words by each of their names: the text to compare with, and the text that is then shown.</param>
    public static string Guess(string word, IEnumerable<(string Text, string Shown)> candidates) =>
        Near(word, candidates).ToArray() switch
        {
            [] => "",
            [var only] => $"Did you mean {only}? ",
            [.. var others, var last] => $"Did you mean {string.Join(", ", others)} or {last}? ",
        };

    /// <summary>
    /// Returns the guess and the other candidates, without a list that is too long to read: "Did you mean a or b? There are 12 names; …
    /// lists them."
    /// </summary>
    /// <param name="word">Word as it was written.</param>
    /// <param name="candidates">Valid words, by each of their names: the text to compare with, and the text that is then shown.</param>
    /// <param name="what">The candidates' noun in the plural.</param>
    /// <param name="lists">The option or command that lists them all; empty for none.</param>
    public static string Choice(string word, IEnumerable<(string Text, string Shown)> candidates, string what, string lists)
    {
        const int Few = 5;
        var known = candidates.ToList();
        var all = known.Select(static c => c.Shown).Distinct(StringComparer.Ordinal).ToList();
        var count = all.Count.ToString("#,0", CultureInfo.InvariantCulture);
        var guess = Guess(word, known);
        var some = guess.Length > 0 && lists.Length > 0 ? "" : $", such as {string.Join(", ", all.Take(Most))}";
        return guess
            + (all.Count <= Few ? $"Known {(all.Count == 1 ? "is" : "are")} {string.Join(", ", all)}."
                : $"There are {count} {what}{some}{(lists.Length > 0 ? $"; {lists} lists them" : "")}.");
    }

    /// <inheritdoc cref="Choice(string, IEnumerable{ValueTuple{string, string}}, string, string)"/>
    /// <param name="word">Word as it was written.</param>
    /// <param name="candidates">Valid words.</param>
    /// <param name="what">The candidates' noun in the plural.</param>
    /// <param name="lists">The option or command that lists them all; empty for none.</param>
    public static string Choice(string word, IEnumerable<string> candidates, string what, string lists = "") =>
        Choice(word, candidates.Select(static c => (c, c)), what, lists);

    /// <summary>The candidates that are near to a word, at most three, the nearest first.</summary>
    /// <param name="word">Word as it was written.</param>
    /// <param name="candidates">Valid words: the text to compare with, and the text that is then shown.</param>
    public static IReadOnlyList<string> Near(string word, IEnumerable<(string Text, string Shown)> candidates)
    {
        var wanted = Letters(word);
        var near = candidates.Select(candidate => (candidate.Shown, Distance: DistanceOf(Letters(candidate.Text), wanted)))
            .Where(static c => c.Distance < int.MaxValue)
            .OrderBy(static c => c.Distance)
            .ToList();
        var same = near.FindAll(static c => c.Distance == 0);
        return
        [
            .. (same.Count > 0 ? same : near).Select(static c => c.Shown)
                .Distinct(StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    /// <summary>A word's letters and digits, in one letter case and as a singular.</summary>
    private static string Letters(string word)
    {
        var letters = string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return letters.Length > 3 && letters.EndsWith('s') ? letters[..^1] : letters;
    }

    private static int DistanceOf(string candidate, string wanted)
    {
        var edits = Edits(candidate, wanted);
        var near = edits <= Math.Max(wanted.Length > 3 ? 2 : 1, wanted.Length / 4) ? edits : int.MaxValue;
        var shorter = Math.Min(candidate.Length, wanted.Length);
        var held = shorter >= 3
            && (candidate.EndsWith(wanted, StringComparison.Ordinal) || wanted.EndsWith(candidate, StringComparison.Ordinal)) ? 1
            : shorter >= 3
                && (candidate.Contains(wanted, StringComparison.Ordinal) || wanted.Contains(candidate, StringComparison.Ordinal)) ? 2
            : int.MaxValue;
        return Math.Min(near, held);
    }

    /// <summary>
    /// Optimal string alignment: letters put in, left out, replaced, or two neighbours exchanged, each letter touched once. Source:
    /// Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.2.1.
    /// </summary>
    private static int Edits(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                row[j] = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(cost, before[j - 2] + 1) : cost;
            }
        }

        return row[^1];
    }
}
