using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reads a whole number as PowerShell would, but never rounds: 2.5 is none.</summary>
internal static class WholeNumber
{
    public static bool TryRead(object? value, out int number)
    {
        number = 0;
        return value is not null
            && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double exact)
            && double.IsInteger(exact)
            && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out number);
    }
}
