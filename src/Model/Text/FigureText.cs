using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Measured figures in sentences, by one rule: three significant digits, and all digits before the point. A share has one decimal of a per
/// cent, or two below 10 %. A figure that is held against a limit has as many more as it takes to tell on which side of it it lies.
/// </summary>
internal static class FigureText
{
    private const int MostDecimals = 15;

    /// <summary>From here on no decimals matter.</summary>
    private const double Largest = 1e15;

    /// <summary>A time with its unit: "54.8 ms", "1,316 ms".</summary>
    /// <inheritdoc cref="Number"/>
    public static string Milliseconds(double value, double? limit = null) => $"{Number(value, limit)} ms";

    /// <summary>A time with its unit: "12.4 s".</summary>
    /// <inheritdoc cref="Number"/>
    public static string Seconds(double value, double? limit = null) => $"{Number(value, limit)} s";

    /// <summary>A figure without a unit: "54.8", "1,316".</summary>
    /// <param name="value">The figure.</param>
    /// <param name="limit">What it is compared with, in the same unit; null for nothing.</param>
    public static string Number(double value, double? limit = null)
    {
        var size = Math.Abs(value);
        var decimals = size is 0 or >= 100 ? 0 : 2 - (int)Math.Floor(Math.Log10(size));
        return Text(value, Math.Clamp(decimals, 0, MostDecimals), limit);
    }

    /// <summary>A share in per cent; one above 0 is never shown as 0, and one below 1 never as 100.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="limit">What it is compared with, as a share; null for nothing.</param>
    public static string Percent(double share, double? limit = null)
    {
        var text = Text(100 * share, share < 0.1 ? 2 : 1, 100 * limit);
        return (text is "0" && share > 0 ? "< 0.01" : text is "100" && share < 1 ? "> 99.9" : text) + " %";
    }

    private static string Text(double value, int decimals, double? limit)
    {
        if (!(Math.Abs(value) < Largest))
        {
            return value.ToString("#,0", CultureInfo.InvariantCulture);
        }

        // as decimals, which have no digits that only the binary form of a number brought in
        var exact = (decimal)value;
        if (limit is { } other && Math.Abs(other) < Largest)
        {
            var beside = (decimal)other;
            while (decimals < MostDecimals && Rounded(exact, decimals).CompareTo(beside) != exact.CompareTo(beside))
            {
                decimals++;
            }
        }

        return Rounded(exact, decimals).ToString("#,0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    private static decimal Rounded(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
}
