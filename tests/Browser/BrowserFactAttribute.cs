namespace EdFi.BatchPerf.Browser;

/// <summary>A test that needs a browser; skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "No Chromium or Chrome is on PATH, and EDFI_BATCHPERF_BROWSER names none.";
        }
    }
}
