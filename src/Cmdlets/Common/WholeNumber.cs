using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Reads a whole number without rounding, which PowerShell's own conversion would do: 2.5 is none, nor is a double beyond 2⁵³ − 1.
/// </summary>
internal static class WholeNumber
{
    private const double LargestExact = 9_007_199_254_740_991;

    /// <summary>Reads a number, or digits as a text.</summary>
    public static bool TryRead(object? value, out long number)
    {
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        number = 0;
        switch (value)
        {
            case sbyte or byte or short or ushort or int or uint or long:
                number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            case float or double when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var exact:
                number = double.IsInteger(exact) && Math.Abs(exact) <= LargestExact ? (long)exact : 0;
                return number == exact;
            case decimal exact:
                number = decimal.IsInteger(exact) && exact is >= long.MinValue and <= long.MaxValue ? (long)exact : 0;
                return number == exact;
            case ulong large:
                number = large <= long.MaxValue ? (long)large : 0;
                return large <= long.MaxValue;
            case BigInteger large:
                number = large >= long.MinValue && large <= long.MaxValue ? (long)large : 0;
                return number == large;
            default:
                return long.TryParse(value as string, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }
    }

    /// <summary>Reads a number, or digits as a text; false also for a number that an int does not hold.</summary>
    public static bool TryRead(object? value, out int number)
    {
        var read = TryRead(value, out long large) && large is >= int.MinValue and <= int.MaxValue;
        number = read ? (int)large : 0;
        return read;
    }
}
