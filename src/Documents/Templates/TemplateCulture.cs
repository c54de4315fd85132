using System.Globalization;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Makes Bogus write numbers as JSON does and dates as ISO does, whatever the operator's culture; undone when disposed.</summary>
internal sealed class TemplateCulture : IDisposable
{
    /// <summary>Characters of an ISO date.</summary>
    public const int DateLength = 10;

    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public TemplateCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = "yyyy-MM-dd";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm:ss";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
