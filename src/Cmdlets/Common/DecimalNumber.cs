using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Reads a number with a point, as PowerShell's own conversion does not: that takes a comma for a separator of thousands, so that '1,5'
/// from a session with decimal commas would be 15.
/// </summary>
internal static class DecimalNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a finite number, or a text such as <c>1.5</c>.</summary>
    public static bool TryRead(object? value, out double number)
    {
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        number = 0;
        if (value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal)
        {
            number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
            return double.IsFinite(number);
        }

        return double.TryParse(value as string, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
