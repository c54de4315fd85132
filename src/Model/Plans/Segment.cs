using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// One machine's share of a plan that several machines carry out together. The plan is dealt in <see cref="Count"/> equal units, number k
/// of a client, an arrival or a counted batch belonging to unit k mod <see cref="Count"/>, so that shares of all machines add up to the
/// plan exactly; a machine takes one unit or several that follow one another.
/// </summary>
/// <param name="First">The first unit of the share, from 1.</param>
/// <param name="Last">The last unit of the share; not less than <paramref name="First"/>.</param>
/// <param name="Count">Units of the whole plan, 1 to 10,000.</param>
public sealed record Segment(int First, int Last, int Count)
{
    /// <summary>The most units of a plan.</summary>
    public const int MostUnits = 10_000;

    /// <summary>The whole plan.</summary>
    public static Segment Whole { get; } = new(1, 1, 1);

    /// <summary>Units of the share.</summary>
    public int Units => Last - First + 1;

    /// <summary>The share, more than 0 and at most 1.</summary>
    public double Share => (double)Units / Count;

    /// <summary>True where one machine carries out the whole plan.</summary>
    public bool IsWhole => Units == Count;

    /// <summary>Reads <c>2/8</c> (the second of eight equal shares) or <c>1-3/6</c> (the first three of six units).</summary>
    /// <exception cref="BatchPerfException">InvalidSegment: the text is not of that form.</exception>
    public static Segment Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text) ?? throw new BatchPerfException(
            "InvalidSegment",
            ProblemKind.InvalidInput,
            $"'{text}' is not a share of a plan.",
            "Write the share as NUMBER/COUNT, for example '2/8' for the second of eight machines, or as FIRST-LAST/COUNT, for example "
                + $"'1-3/6', with numbers from 1 to COUNT, and COUNT up to {MostUnits:#,0}.");
    }

    /// <summary>Reads the texts that <see cref="Parse"/> reads; null where the text is not of that form.</summary>
    public static Segment? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var units = slash < 0 ? [] : text[..slash].Split('-');
        return units.Length is 1 or 2
            && TryWhole(units[0], out var first)
            && TryWhole(units[^1], out var last)
            && TryWhole(text[(slash + 1)..], out var count)
            && first >= 1 && first <= last && last <= count && count <= MostUnits
            ? new Segment(first, last, count)
            : null;
    }

    /// <summary>True where the item of this number, from 0, belongs to the share.</summary>
    public bool Has(long number) => number % Count >= First - 1 && number % Count < Last;

    /// <summary>Returns the number of the items 0 to <paramref name="total"/> - 1 that belong to the share.</summary>
    /// <param name="total">Items of the whole plan, 0 or more.</param>
    public long ShareOf(long total) => (total / Count * Units) + Math.Clamp((total % Count) - (First - 1), 0, Units);

    /// <summary>The number in the whole plan of an item of the share.</summary>
    /// <param name="local">The item's number within the share, from 0.</param>
    public long NumberOf(long local) => (local / Units * Count) + (First - 1) + (local % Units);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{First}{(Units == 1 ? "" : $"-{Last}")}/{Count}");

    private static bool TryWhole(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
