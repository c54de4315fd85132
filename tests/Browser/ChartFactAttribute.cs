using EdFi.BatchPerf.Reporting.Page;

namespace EdFi.BatchPerf.Browser;

/// <summary>A test that needs a browser and charts; skipped, with the reason, where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChartFactAttribute : FactAttribute
{
    public ChartFactAttribute() => Skip = new BrowserFactAttribute().Skip
        ?? (PageParts.Embedded.Charts.Length == 0 ? "npm was missing or failed when this was built, so pages have no charts." : null);
}
